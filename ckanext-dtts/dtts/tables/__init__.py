"""The reader: from any file that people send to a table whose every cell keeps its place."""

from dtts.report import Address
from dtts.tables.answers import NOTHING_SAID, Answers
from dtts.tables.encoding import ENCODINGS
from dtts.tables.read import open_table, read_table
from dtts.tables.table import Batches, Kind, Table, joined

__all__ = [
    "ENCODINGS",
    "NOTHING_SAID",
    "Address",
    "Answers",
    "Batches",
    "Kind",
    "Table",
    "joined",
    "open_table",
    "read_table",
]
