"""A visit as it is written down on the spot: the words of its form, what is missing, its rows, its photos."""

from dtts.visiting.examined import examined
from dtts.visiting.faults import Faults, faults
from dtts.visiting.photos import PhotoError, cleaned
from dtts.visiting.rows import TABLES, Frame, rows
from dtts.visiting.words import PARTS, Part, parts_of, visit_code, writes_to

__all__ = [
    "PARTS",
    "TABLES",
    "Faults",
    "Frame",
    "Part",
    "PhotoError",
    "cleaned",
    "examined",
    "faults",
    "parts_of",
    "rows",
    "visit_code",
    "writes_to",
]
