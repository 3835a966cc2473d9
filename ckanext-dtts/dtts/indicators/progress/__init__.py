"""How far an indicator has come on its way to a target, and why that is said.

The linear path is the measure; the growth ratio of Statistics Canada and Open SDG stands beside it under
its own name, since it calls a target that was held and then lost "on track" and has no answer for zero.
"""

from dtts.indicators.progress.assess import assess
from dtts.indicators.progress.assessment import Assessment, History, Status, Way
from dtts.indicators.progress.attainment import attainment
from dtts.indicators.progress.goal import Direction, Goal
from dtts.indicators.progress.growth import Growth
from dtts.indicators.progress.observed import assess_rows, points_of
from dtts.indicators.progress.series import Point, point_in_time

__all__ = [
    "Assessment",
    "Direction",
    "Goal",
    "Growth",
    "History",
    "Point",
    "Status",
    "Way",
    "assess",
    "assess_rows",
    "attainment",
    "point_in_time",
    "points_of",
]
