"""The door of the reader: one function for every format."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from dtts.catalogue import TableSchema
from dtts.tables.answers import NOTHING_SAID, Answers
from dtts.tables.archive import unpacked
from dtts.tables.assemble import assemble
from dtts.tables.delimited import DelimitedSheet
from dtts.tables.dialect import detect_dialect
from dtts.tables.encoding import open_text
from dtts.tables.formats import format_of
from dtts.tables.records import json_sheet, parquet_sheet
from dtts.tables.table import Table
from dtts.tables.workbook import read_workbook

_RECORDS = {"json": json_sheet, "parquet": parquet_sheet}


def read_table(
    path: Path,
    *,
    filename: str,
    schema: TableSchema | None = None,
    answers: Answers = NOTHING_SAID,
) -> Table:
    """The table in the file at `path`, whose name was `filename`, read for `schema`.

    What is wrong with rows and labels comes in the table's `groups`; a file that is no table at all
    raises UnreadableFile. `answers` say what the file does not, such as which of its sheets is meant.
    """
    form = format_of(path, filename)
    if form == "zip":
        with unpacked(path) as member:
            table = read_table(member.path, filename=member.name, schema=schema, answers=answers)
            return replace(table, groups=(member.said, *table.groups))
    if form in ("csv", "tsv"):
        return _read_text(path, form, schema, answers.encoding)
    if form in _RECORDS:
        return assemble(_RECORDS[form](path), schema, form, None)
    return read_workbook(path, form, schema, answers.sheet)


def _read_text(path: Path, form: str, schema: TableSchema | None, encoding: str | None) -> Table:
    with tempfile.TemporaryDirectory(prefix="dtts-") as scratch:
        text = open_text(path, Path(scratch), encoding)
        dialect = detect_dialect(text, schema)
        table = assemble(DelimitedSheet(text, dialect), schema, form, text.encoding)
        return replace(table, groups=(*text.groups, *table.groups))
