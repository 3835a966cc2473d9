"""XLSX: text as text whatever it begins with, numbers and days as themselves, titles as header."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import polars as pl
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from dtts.catalogue import TableSchema
from dtts.errors import UsageError
from dtts.exports.canonical import canonical_text
from dtts.vietnamese import slug

ROWS = 1_048_575
"""Excel holds this many rows below a header."""
_TEXT_FORMAT = "@"
_FORMATS: dict[type, str] = {datetime: "dd/mm/yyyy hh:mm:ss", date: "dd/mm/yyyy", time: "hh:mm:ss"}
_SHEET_NAME_LENGTH = 31
# The container and its properties carry no time of writing, so that equal tables are equal bytes.
NO_TIME = datetime(2000, 1, 1)  # noqa: DTZ001 - the format knows no zone
_NO_ZIP_TIME = (2000, 1, 1, 0, 0, 0)
# openpyxl writes the time of saving whatever the properties say.
_MODIFIED, _THEN = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*"), b"2000-01-01T00:00:00Z"


def write_xlsx(frame: pl.DataFrame, schema: TableSchema, path: Path, *, language: str = "vi") -> None:
    """Writes one sheet. A string is stored as a string, never as a formula; code columns are formatted as
    text, so that a code typed beside them keeps its zeros. UsageError above Excel's number of rows."""
    if frame.height > ROWS:
        raise UsageError(f"a sheet of Excel holds {ROWS} rows below its header, the table has {frame.height}")
    workbook = Workbook(write_only=True)
    sheet: Any = workbook.create_sheet(sheet_name(schema, language))
    sheet.freeze_panes = "A2"
    for number, field in enumerate(schema.fields, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = max(
            12, min(40, len(field.title[language]) + 2)
        )
    sheet.append([_label(sheet, field.title[language]) for field in schema.fields])
    for row in _without_zones(frame.select(schema.field_names)).iter_rows():
        sheet.append([_cell(sheet, value) for value in row])
    workbook.properties.created = workbook.properties.modified = NO_TIME
    workbook.save(path)
    without_times(path)


def sheet_name(schema: TableSchema, language: str) -> str:
    """The table's title where Excel takes it as a sheet's name, else the title as a slug."""
    title = schema.title[language]
    return (
        title if len(title) <= _SHEET_NAME_LENGTH and not set(title) & set("[]:*?/\\'") else slug(title)[:31]
    )


def _label(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Any) -> Any:
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value))
        # Text that begins with "=" would become a formula.
        cell.data_type = "s"
        cell.number_format = _TEXT_FORMAT
        return cell
    if type(value) in _FORMATS:
        cell = WriteOnlyCell(sheet)
        cell.value = value
        cell.number_format = _FORMATS[type(value)]
        return cell
    return value


def _without_zones(frame: pl.DataFrame) -> pl.DataFrame:
    """Moments in UTC as text, which says so: a spreadsheet's moments are in no zone."""
    zoned = [name for name, kind in frame.schema.items() if isinstance(kind, pl.Datetime) and kind.time_zone]
    return frame.with_columns(canonical_text(frame.select(zoned)).iter_columns())


def without_times(path: Path) -> None:
    """Packs an .xlsx again without the times of writing, its parts in one order."""
    part = path.with_name(path.name + ".zip")
    with zipfile.ZipFile(path) as written, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in sorted(written.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, _NO_ZIP_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(member, _MODIFIED.sub(rb"\g<1>" + _THEN, written.read(name)))
    part.replace(path)
