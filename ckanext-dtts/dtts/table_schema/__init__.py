"""Table schemas: Frictionless Table Schema, read and held to what a checker can do with it."""

from dtts.table_schema.read import read_table_schema
from dtts.table_schema.schema import Bilingual, Field, ForeignKey, TableSchema

__all__ = ["Bilingual", "Field", "ForeignKey", "TableSchema", "read_table_schema"]
