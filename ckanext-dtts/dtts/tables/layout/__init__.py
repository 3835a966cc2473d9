"""Sheets that are no plain tables: how their rows and columns map to a table, said once by a person."""

from dtts.tables.layout.mapping import ColumnUse, Level, Outline, SheetMapping

__all__ = ["ColumnUse", "Level", "Outline", "SheetMapping"]
