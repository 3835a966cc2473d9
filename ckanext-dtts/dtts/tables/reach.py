"""How far the filled cells of a sheet may reach."""

from __future__ import annotations

from dtts.report import Address, column_letters
from dtts.tables.limits import COLUMNS, SHEET_CELLS
from dtts.tables.refuse import refuse


def refuse_reach(rows: int, columns: int, sheet: str) -> None:
    """Refuses a sheet whose filled cells span more, from A1, than a table may."""
    if columns > COLUMNS:
        refuse("too-many-columns", Address(sheet), found=column_letters(columns), limit=COLUMNS)
    if rows * columns > SHEET_CELLS:
        refuse("too-many-cells", Address(sheet), found=rows * columns, limit=SHEET_CELLS)
