"""The first rows of every sheet of a file, whatever table it may hold."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import NamedTuple

from dtts.tables.delimited import DelimitedSheet
from dtts.tables.dialect import detect_dialect
from dtts.tables.encoding import open_text
from dtts.tables.records import json_sheet, parquet_sheet
from dtts.tables.workbook import open_workbook

_RECORDS = {"json": json_sheet, "parquet": parquet_sheet}


class Head(NamedTuple):
    """The name of a sheet (None for a file without sheets) and its first rows as text."""

    sheet: str | None
    rows: list[list[str]]


def heads(path: Path, form: str) -> list[Head]:
    """One head a visible sheet of a file of that format, in its order. UnreadableFile when it has none."""
    if form in ("csv", "tsv"):
        return [_of_text(path)]
    if form in _RECORDS:
        return [Head(None, _RECORDS[form](path).head)]
    sheets = open_workbook(path, form).sheets
    return [Head(sheet.grid.name, sheet.grid.head) for sheet in sheets if sheet.visible]


def _of_text(path: Path) -> Head:
    with tempfile.TemporaryDirectory(prefix="dtts-") as scratch:
        text = open_text(path, Path(scratch))
        return Head(None, DelimitedSheet(text, detect_dialect(text, None)).head)
