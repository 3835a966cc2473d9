"""Administrative units that know time: codes and names are read together with a day."""

from dtts.units.candidate import Ambiguous, Candidate, Resolution, Resolved, Unknown
from dtts.units.change import Change, Flag, Link, RejectedPair, Succession
from dtts.units.districts import FormerDistrict, former_district
from dtts.units.find import find, resolve
from dtts.units.gazetteer import Gazetteer
from dtts.units.succession import predecessors, successors
from dtts.units.unit import CURRENT, CURRENT_STARTS, FORMER, FORMER_ENDS, LEVELS, Level, Unit, Words

__all__ = [
    "CURRENT",
    "CURRENT_STARTS",
    "FORMER",
    "FORMER_ENDS",
    "LEVELS",
    "Ambiguous",
    "Candidate",
    "Change",
    "Flag",
    "FormerDistrict",
    "Gazetteer",
    "Level",
    "Link",
    "RejectedPair",
    "Resolution",
    "Resolved",
    "Succession",
    "Unit",
    "Unknown",
    "Words",
    "find",
    "former_district",
    "predecessors",
    "resolve",
    "successors",
]
