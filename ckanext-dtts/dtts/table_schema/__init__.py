"""Table schemas: Frictionless Table Schema, read and held to what a checker can do with it."""

from dtts.table_schema.earlier import Changes, as_of, changes_since, earlier_versions, titles_then
from dtts.table_schema.read import read_table_schema
from dtts.table_schema.schema import Bilingual, Field, ForeignKey, TableSchema

__all__ = [
    "Bilingual",
    "Changes",
    "Field",
    "ForeignKey",
    "TableSchema",
    "as_of",
    "changes_since",
    "earlier_versions",
    "read_table_schema",
    "titles_then",
]
