"""Administrative units that know time: codes and names are read together with a day."""

from dtts.units.candidate import Ambiguous, Candidate, Resolution, Resolved, Unknown
from dtts.units.change import Change, Flag, Link, RejectedPair, Succession
from dtts.units.codes import resolve_codes
from dtts.units.convert import convert, convert_all
from dtts.units.districts import FormerDistrict, former_district
from dtts.units.fate import FATES, Conversion, Fate
from dtts.units.find import find, resolve
from dtts.units.gazetteer import Gazetteer
from dtts.units.likeness import likeness
from dtts.units.remit import Remit, remit
from dtts.units.succession import predecessors, successors
from dtts.units.table import HEADINGS, convert_frame, summary
from dtts.units.unit import CURRENT, CURRENT_STARTS, FORMER, FORMER_ENDS, LEVELS, Level, Unit, Words

__all__ = [
    "CURRENT",
    "CURRENT_STARTS",
    "FATES",
    "FORMER",
    "FORMER_ENDS",
    "HEADINGS",
    "LEVELS",
    "Ambiguous",
    "Candidate",
    "Change",
    "Conversion",
    "Fate",
    "Flag",
    "FormerDistrict",
    "Gazetteer",
    "Level",
    "Link",
    "RejectedPair",
    "Remit",
    "Resolution",
    "Resolved",
    "Succession",
    "Unit",
    "Unknown",
    "Words",
    "convert",
    "convert_all",
    "convert_frame",
    "find",
    "former_district",
    "likeness",
    "predecessors",
    "remit",
    "resolve",
    "resolve_codes",
    "successors",
    "summary",
]
