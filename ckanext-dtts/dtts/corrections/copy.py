"""The sender's own .xlsx with its cells marked: what it looks like, its other sheets and formulas stay."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import MergedCell

from dtts.catalogue import TableSchema
from dtts.corrections.look import Patterns, cells_in, comment_on, in_unicode, is_painted, paint, without_ours
from dtts.corrections.marks import Mark, Place
from dtts.corrections.values import as_written, proposed_value, put
from dtts.report.sheet import is_report_sheet
from dtts.tables.xlsx.read import DAMAGE

_NO_FILL = openpyxl.styles.PatternFill()


def open_copy(path: Path) -> Any | None:
    """The workbook at `path` without what an earlier report left in it; None where the library that knows
    formats gives up on what the reader of values could read."""
    try:
        with path.open("rb") as file, warnings.catch_warnings():
            # What it says it cannot keep is kept by `dtts.corrections.lists`, or told in docs/reports.md.
            warnings.simplefilter("ignore")
            workbook: Any = openpyxl.load_workbook(file, rich_text=True)
    except DAMAGE:
        return None
    old = [sheet for sheet in workbook.worksheets if is_report_sheet(sheet.title, sheet["A1"].value)]
    for sheet in old:
        workbook.remove(sheet)
    if old:
        for sheet in workbook.worksheets:
            _wipe(sheet)
    return workbook


def mark_sheet(sheet: Any, schema: TableSchema, marks: Mapping[Place, Mark], patterns: Patterns) -> None:
    """Puts values, colours and comments into the sheet that holds the table."""
    _round(sheet)
    for (row, column), mark in marks.items():
        cell = sheet.cell(row, column)
        paint(cell, mark)
        if isinstance(cell, MergedCell):
            _say(_top(sheet, row, column), mark, patterns, f"{cell.coordinate}:")
            continue
        if mark.correction is not None and mark.correction.proposed is not None:
            field = schema.field(mark.correction.field) if mark.correction.field else None
            put(cell, proposed_value(field, mark.correction.proposed))
            in_unicode(cell)
        if mark.masked is not None:
            put(cell, mark.masked)
        _say(cell, mark, patterns)


def _round(sheet: Any) -> None:
    for cell in cells_in(sheet):
        if isinstance(cell.value, float):
            cell.value = as_written(cell.value)


def _say(cell: Any, mark: Mark, patterns: Patterns, place: str | None = None) -> None:
    before = [cell.comment.text] if cell.comment is not None else []
    comment = comment_on(mark, patterns, *before, *([place] if place else []))
    if comment is not None:
        cell.comment = comment


def _wipe(sheet: Any) -> None:
    for cell in cells_in(sheet):
        if is_painted(cell):
            cell.fill = _NO_FILL
        if cell.comment is not None:
            cell.comment = without_ours(cell.comment)


def _top(sheet: Any, row: int, column: int) -> Any:
    """The cell that speaks for a merged one."""
    for area in sheet.merged_cells.ranges:
        if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
            return sheet.cell(area.min_row, area.min_col)
    return sheet.cell(row, column)
