"""A workbook as its format hands it over."""

from __future__ import annotations

from dataclasses import dataclass

from dtts.tables.grid import GridSheet


@dataclass(frozen=True)
class WorkbookSheet:
    """One sheet, and whether people see it."""

    grid: GridSheet
    visible: bool = True


@dataclass(frozen=True)
class WorkbookSheets:
    """All worksheets; `from_1904` when the workbook counts its days from 1904."""

    sheets: tuple[WorkbookSheet, ...]
    from_1904: bool = False
