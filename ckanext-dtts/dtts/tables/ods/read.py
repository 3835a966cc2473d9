"""The sheets of an .ods workbook."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from dtts.tables.grid import GridSheet, Row
from dtts.tables.ods.container import CONTENT, open_container
from dtts.tables.ods.parse import OdsSheet, parse_sheets
from dtts.tables.ods.styles import read_styles
from dtts.tables.workbook_sheets import WorkbookSheet, WorkbookSheets


def read_ods(path: Path) -> WorkbookSheets:
    """The sheets of a workbook that passed its inspection. Its days are days, from whenever they count."""
    with open_container(path) as archive:
        styles = read_styles(archive)
        with archive.open(CONTENT) as content:
            sheets = parse_sheets(content, styles)
    return WorkbookSheets(tuple(_sheet(sheet) for sheet in sheets))


def _sheet(sheet: OdsSheet) -> WorkbookSheet:
    grid = GridSheet(sheet.name, partial(_rows, sheet), lambda: sheet.marks)
    return WorkbookSheet(grid, sheet.visible, sheet.old_text)


def _rows(sheet: OdsSheet) -> Iterator[Row]:
    return iter(sheet.rows)
