"""The sheets of an old .xls workbook, by xlrd."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import xlrd
from xlrd.xldate import XLDateError, xldate_as_datetime

from dtts.tables.fonts import OLD_FONT_NAMES, OldText
from dtts.tables.grid import Damaged, GridSheet, Row, Value
from dtts.tables.layout.marks import NO_MARKS, Marks
from dtts.tables.limits import COLUMNS
from dtts.tables.ole import DAMAGE, Silent, storage_names
from dtts.tables.refuse import refuse
from dtts.tables.table import Kind
from dtts.tables.workbook_sheets import WorkbookSheet, WorkbookSheets

_MACRO_STORAGE = "_VBA_PROJECT_CUR"
_ENCRYPTED_STREAM = "EncryptedPackage"


def read_xls(path: Path) -> WorkbookSheets:
    """The worksheets of a workbook without macros and password."""
    _inspect(path)
    try:
        fonts = _has_old_fonts(path)
        book = xlrd.open_workbook(str(path), logfile=Silent(), ragged_rows=True, formatting_info=fonts)
    except DAMAGE as broken:
        _refuse(str(broken))
    texts = [OldText(sheet.name) if fonts else None for sheet in book.sheets()]
    read = zip(book.sheets(), texts, strict=True)
    return WorkbookSheets(tuple(_sheet(path, book, sheet, text) for sheet, text in read), book.datemode == 1)


def _sheet(path: Path, book: Any, sheet: Any, old_text: OldText | None) -> WorkbookSheet:
    rows, marks = partial(_rows, book, sheet, old_text), partial(_marks, path, sheet.name)
    grid = GridSheet(sheet.name, rows, marks)
    return WorkbookSheet(grid, sheet.visibility == 0, old_text)


def _has_old_fonts(path: Path) -> bool:
    """Only then are formats read at all: they take time and memory."""
    content = path.read_bytes()
    return any(name.encode(code) in content for name in OLD_FONT_NAMES for code in ("ascii", "utf-16-le"))


def _inspect(path: Path) -> None:
    names = storage_names(path)
    if _ENCRYPTED_STREAM in names:
        refuse("encrypted-file")
    if _MACRO_STORAGE in names:
        refuse("macro", found=_MACRO_STORAGE)


def _refuse(reason: str) -> Any:
    if "encrypted" in reason.lower():
        refuse("encrypted-file")
    refuse("unreadable-file", cause={"vi": "tệp .xls bị hỏng", "en": f"the .xls file is damaged ({reason})"})


def _marks(path: Path, name: str) -> Marks:
    """Merged and hidden cells, which are only known when the workbook is opened with its formats."""
    try:
        book = xlrd.open_workbook(str(path), logfile=Silent(), on_demand=True, formatting_info=True)
        sheet = book.sheet_by_name(name)
    except DAMAGE:
        return NO_MARKS
    merges = tuple((top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells)
    rows = tuple(row + 1 for row, info in sorted(sheet.rowinfo_map.items()) if info.hidden)
    columns = tuple(column + 1 for column, info in sorted(sheet.colinfo_map.items()) if info.hidden)
    return Marks(merges, rows, columns)


def _rows(book: Any, sheet: Any, old_text: OldText | None) -> Iterator[Row]:
    if sheet.ncols > COLUMNS:
        refuse("too-many-columns", found=sheet.ncols, limit=COLUMNS)
    for number in range(sheet.nrows):
        cells = sheet.row(number)
        if old_text:
            yield [_with_font(book, cell, old_text) for cell in cells]
        else:
            yield [_value(cell, book.datemode) for cell in cells]


def _with_font(book: Any, cell: Any, old_text: OldText) -> Value:
    if cell.ctype != xlrd.XL_CELL_TEXT:
        return _value(cell, book.datemode)
    font = book.font_list[book.xf_list[cell.xf_index].font_index].name
    return old_text.read(cell.value, font)


def _value(cell: Any, datemode: int) -> Value:
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _day(cell.value, datemode)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return Damaged(Kind.ERROR, xlrd.error_text_from_code.get(cell.value, "#"))
    value: Value = cell.value
    return value


def _day(serial: float, datemode: int) -> Value:
    try:
        return xldate_as_datetime(serial, datemode)  # type: ignore[no-any-return]
    except (XLDateError, OverflowError, ValueError):
        return serial
