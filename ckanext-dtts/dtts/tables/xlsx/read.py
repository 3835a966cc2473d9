"""The sheets of an .xlsx workbook: values by calamine, or by openpyxl where calamine gives up."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import python_calamine

from dtts.tables.fonts import OLD_FONT_NAMES, OldText
from dtts.tables.grid import Damaged, GridSheet, Row, Rows, Value
from dtts.tables.limits import COLUMNS
from dtts.tables.refuse import refuse
from dtts.tables.workbook_sheets import WorkbookSheet, WorkbookSheets
from dtts.tables.xlsx.container import open_container
from dtts.tables.xlsx.marks import read_marks
from dtts.tables.xlsx.parts import SheetPart, read_workbook_parts
from dtts.tables.xlsx.scan import SheetScan, scan_sheet

T = TypeVar("T")
_STYLES = "xl/styles.xml"
# What openpyxl raises on XML that is damaged or says what it does not know.
DAMAGE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
)


def read_xlsx(path: Path) -> WorkbookSheets:
    """The worksheets of a workbook that passed its inspection."""
    with open_container(path) as archive:
        workbook = read_workbook_parts(archive)
        fonts = _has_old_fonts(archive)
        scans = {part.name: scan_sheet(archive, part.path, part.name) for part in workbook.sheets}
    source = None if fonts else _open(path)
    texts = {part.name: OldText(part.name) if fonts else None for part in workbook.sheets}
    sheets = tuple(_sheet(source, path, part, scans[part.name], texts[part.name]) for part in workbook.sheets)
    return WorkbookSheets(sheets, workbook.from_1904)


def _has_old_fonts(archive: zipfile.ZipFile) -> bool:
    """Only then are the cells read with their fonts, which takes several times as long."""
    if _STYLES not in archive.namelist():
        return False
    styles = archive.read(_STYLES).decode("utf-8", "ignore")
    return any(f'"{name}' in styles for name in OLD_FONT_NAMES)


def _open(path: Path) -> python_calamine.CalamineWorkbook | None:
    return _tried(lambda: python_calamine.CalamineWorkbook.from_path(str(path)))


def _sheet(
    source: python_calamine.CalamineWorkbook | None,
    path: Path,
    part: SheetPart,
    scan: SheetScan,
    old_text: OldText | None,
) -> WorkbookSheet:
    rows = _calamine_rows(source, part.name) if source else None
    full = _overlaid(rows or _openpyxl_rows(path, part.name, old_text), scan)
    grid = GridSheet(part.name, full, partial(read_marks, path, part.path))
    return WorkbookSheet(grid, part.visible, old_text)


def _calamine_rows(source: python_calamine.CalamineWorkbook, name: str) -> Rows | None:
    sheet = _tried(lambda: source.get_sheet_by_name(name))
    if sheet is None:
        return None
    # It counts rows from the first of the sheet, but columns from the first that holds a cell.
    before: list[Value] = [None] * (sheet.start[1] if sheet.start else 0)
    return lambda: ([*before, *row] for row in sheet.iter_rows()) if before else iter(sheet.iter_rows())


def _tried(call: Callable[[], T]) -> T | None:
    """None where calamine gives up: by its error, or by a panic, which is no `Exception`."""
    try:
        return call()
    except BaseException as broken:
        if isinstance(broken, python_calamine.CalamineError) or type(broken).__name__ == "PanicException":
            return None
        raise


def _openpyxl_rows(path: Path, name: str, old_text: OldText | None) -> Rows:
    import openpyxl  # here, since few files need it and it takes long to load

    def rows() -> Iterator[Row]:
        try:
            # The file is opened here, because openpyxl leaves it open when it raises.
            with path.open("rb") as file:
                workbook: Any = openpyxl.load_workbook(file, read_only=True, data_only=True)
                rows = workbook[name].iter_rows(max_col=COLUMNS, values_only=old_text is None)
                yield from (
                    ([_with_font(cell, old_text) for cell in row] for row in rows) if old_text else rows
                )
        except DAMAGE as broken:
            cause = {"vi": f"trang tính “{name}” bị hỏng", "en": f"the sheet “{name}” is damaged ({broken})"}
            refuse("unreadable-file", cause=cause)

    return rows


def _with_font(cell: Any, old_text: OldText) -> Value:
    value: Value = cell.value
    return old_text.read(value, cell.font.name) if isinstance(value, str) else value


def _overlaid(rows: Rows, scan: SheetScan) -> Rows:
    """The rows with every damaged cell in its place: readers of values give nothing there."""
    if not scan.damaged:
        return rows

    def with_damage() -> Iterator[Row]:
        for number, row in enumerate(rows(), start=1):
            damaged = scan.damaged.get(number)
            yield _with(row, damaged) if damaged else row

    return with_damage


def _with(row: Row, damaged: dict[int, Damaged]) -> Row:
    full = [*row, *[None] * (max(damaged) - len(row))]
    for column, cell in damaged.items():
        full[column - 1] = cell
    return full
