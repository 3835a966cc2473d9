"""The door of the reader: one function for every format."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dtts.catalogue import TableSchema
from dtts.report import FaultGroup
from dtts.tables.answers import NOTHING_SAID, Answers
from dtts.tables.archive import unpacked
from dtts.tables.assemble import tabled
from dtts.tables.delimited import DelimitedSheet
from dtts.tables.dialect import detect_dialect
from dtts.tables.encoding import Text, open_text
from dtts.tables.formats import format_of
from dtts.tables.made_for import made_for
from dtts.tables.records import json_sheet, parquet_sheet
from dtts.tables.table import Batches, Table, joined, said_first
from dtts.tables.workbook import workbook_table

_RECORDS = {"json": json_sheet, "parquet": parquet_sheet}


@contextmanager
def open_table(
    path: Path,
    *,
    filename: str,
    schema: TableSchema | None = None,
    answers: Answers = NOTHING_SAID,
) -> Iterator[Batches]:
    """The table in the file at `path`, whose name was `filename`, read for `schema`, batch by batch.

    What is wrong with rows and labels comes in the batches' `groups`; a file that is no table at all
    raises UnreadableFile, here or on the way. `answers` say what the file does not, such as which of its
    sheets is meant.
    """
    form = format_of(path, filename)
    said: tuple[FaultGroup, ...] = ()
    if schema is not None:
        made = made_for(path, form, schema, answers)
        schema, answers, said = made.schema, made.answers, made.said
    if form == "zip":
        with (
            unpacked(path) as member,
            open_table(member.path, filename=member.name, schema=schema, answers=answers) as batches,
        ):
            yield lambda: said_first((member.said,), batches())
    elif form in ("csv", "tsv"):
        with tempfile.TemporaryDirectory(prefix="dtts-") as scratch:
            batches = _text_table(open_text(path, Path(scratch), answers.encoding), form, schema, answers)
            yield lambda: said_first(said, batches())
    elif form in _RECORDS:
        sheet = _RECORDS[form](path)
        yield lambda: tabled(sheet, schema, answers, form)
    else:
        table = workbook_table(path, form, schema, answers)
        yield lambda: said_first(said, table())


def read_table(
    path: Path,
    *,
    filename: str,
    schema: TableSchema | None = None,
    answers: Answers = NOTHING_SAID,
) -> Table:
    """As `open_table`, whole and in memory."""
    with open_table(path, filename=filename, schema=schema, answers=answers) as batches:
        return joined(batches)


def _text_table(text: Text, form: str, schema: TableSchema | None, answers: Answers) -> Batches:
    sheet = DelimitedSheet(text, detect_dialect(text, schema, answers.mapping))
    return lambda: said_first(text.groups, tabled(sheet, schema, answers, form, text.encoding))
