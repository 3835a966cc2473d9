"""The reader: from any file that people send to a table whose every cell keeps its place."""

from dtts.report import Address
from dtts.tables.encoding import ENCODINGS
from dtts.tables.read import read_table
from dtts.tables.table import Kind, Table

__all__ = ["ENCODINGS", "Address", "Kind", "Table", "read_table"]
