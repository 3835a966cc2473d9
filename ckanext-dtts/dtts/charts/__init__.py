"""Charts as geometry: where lines, bars, marks and words stand. Drawing them is a template's work."""

from dtts.charts.line import Dot, Label, Line, LineChart, Moment, Tick, line_chart
from dtts.charts.pairs import Bar, DrawnPair, Pair, PairChart, pair_chart
from dtts.charts.progress import Progress, progress

__all__ = [
    "Bar",
    "Dot",
    "DrawnPair",
    "Label",
    "Line",
    "LineChart",
    "Moment",
    "Pair",
    "PairChart",
    "Progress",
    "Tick",
    "line_chart",
    "pair_chart",
    "progress",
]
