"""Every cell of a file at its address, whatever the file is, for who gives it back as a workbook."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dtts.catalogue import TableSchema
from dtts.tables.answers import NOTHING_SAID, Answers
from dtts.tables.archive import Member, unpacked
from dtts.tables.dialect import detect_dialect
from dtts.tables.encoding import Text, open_text
from dtts.tables.formats import format_of
from dtts.tables.grid import Row, Rows
from dtts.tables.pieces import Pieces
from dtts.tables.records import json_sheet, parquet_sheet
from dtts.tables.workbook import open_workbook

_TEXT = ("csv", "tsv")
_RECORDS = {"json": json_sheet, "parquet": parquet_sheet}


@dataclass(frozen=True)
class SheetCells:
    """A sheet whose rows can be walked from row 1; `name` is None in a file that has no sheets."""

    name: str | None
    rows: Rows
    visible: bool = True


@contextmanager
def bare_file(path: Path, filename: str) -> Iterator[Member]:
    """The file that holds the table: itself, or the one member of an archive."""
    if format_of(path, filename) != "zip":
        yield Member(path, filename)
        return
    with unpacked(path) as member:
        yield member


@contextmanager
def every_sheet(
    file: Member, schema: TableSchema, answers: Answers = NOTHING_SAID
) -> Iterator[tuple[SheetCells, ...]]:
    """The sheets of a file, in their order, as long as the context lasts. Raises UnreadableFile as
    `dtts.tables.read_table` does, which reads the same cells."""
    form = format_of(file.path, file.name)
    if form in _RECORDS:
        yield (SheetCells(None, _RECORDS[form](file.path).rows),)
    elif form in _TEXT:
        with tempfile.TemporaryDirectory(prefix="dtts-") as scratch:
            text = open_text(file.path, Path(scratch), answers.encoding)
            yield (SheetCells(None, _records(text, detect_dialect(text, schema).delimiter)),)
    else:
        sheets = open_workbook(file.path, form).sheets
        yield tuple(SheetCells(sheet.grid.name, sheet.grid.rows, sheet.visible) for sheet in sheets)


def _records(text: Text, delimiter: str) -> Rows:
    def rows() -> Iterator[Row]:
        with Pieces(text, delimiter) as pieces:
            yield from pieces.all_records()

    return rows
