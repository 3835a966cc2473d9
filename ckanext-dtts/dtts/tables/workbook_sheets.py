"""A workbook as its format hands it over."""

from __future__ import annotations

from dataclasses import dataclass

from dtts.report import FaultGroup
from dtts.tables.fonts import OldText
from dtts.tables.grid import GridSheet


@dataclass(frozen=True)
class WorkbookSheet:
    """One sheet, whether people see it, and what became of text in old fonts once its rows are read."""

    grid: GridSheet
    visible: bool = True
    old_text: OldText | None = None


@dataclass(frozen=True)
class WorkbookSheets:
    """All worksheets; `from_1904` when the workbook counts its days from 1904."""

    sheets: tuple[WorkbookSheet, ...]
    from_1904: bool = False

    def old_text_groups(self, name: str | None) -> tuple[FaultGroup, ...]:
        """What is said of the fonts in the sheet of that name."""
        texts = [sheet.old_text for sheet in self.sheets if sheet.grid.name == name]
        return tuple(group for text in texts if text for group in text.groups())
