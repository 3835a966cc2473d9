"""Which sheet of a workbook holds the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import polars as pl

from dtts.catalogue import TableSchema
from dtts.report.sheet import is_report_sheet
from dtts.tables.answers import Answers
from dtts.tables.assemble import tabled
from dtts.tables.encodings import words_in
from dtts.tables.grid import GridSheet
from dtts.tables.header import find_header, missing_fields
from dtts.tables.layout.labels import rows_moved
from dtts.tables.layout.mapping import SheetMapping
from dtts.tables.ods.read import read_ods
from dtts.tables.old_text import refuse_odd
from dtts.tables.refuse import refuse
from dtts.tables.table import Batches, Table
from dtts.tables.template_id import TEMPLATE_SHEETS
from dtts.tables.workbook_sheets import WorkbookSheets
from dtts.tables.xls import read_xls
from dtts.tables.xlsx.read import read_xlsx

_LOOKED_AT = 2000
_READERS = {"xlsx": read_xlsx, "xls": read_xls, "ods": read_ods}


def open_workbook(path: Path, form: str) -> WorkbookSheets:
    """All sheets of a workbook; their rows are read when they are asked for."""
    return _READERS[form](path)


def workbook_table(path: Path, form: str, schema: TableSchema | None, answers: Answers) -> Batches:
    """The table of the sheet that the sender named, or of the one visible sheet that has the schema's columns
    or, of a mapping, the labels that it was made for."""
    workbook = open_workbook(path, form)
    sheet = _chosen(workbook, schema, answers)
    tables = partial(tabled, sheet, schema, answers, form, from_1904=workbook.from_1904)
    return lambda: _batches(workbook, sheet, tables())


def _batches(workbook: WorkbookSheets, sheet: GridSheet, tables: Iterator[Table]) -> Iterator[Table]:
    """The batches, unless their first rows hold text of an old font in cells that say another."""
    words, seen = set[str](), 0
    for table in tables:
        if seen < _LOOKED_AT:
            words |= _words(table.frame.head(_LOOKED_AT - seen))
            refuse_odd(words)
            seen += table.frame.height
        yield table
    # What was converted is known when all rows are read.
    yield replace(table.head(0), groups=workbook.old_text_groups(sheet.name))


def _words(frame: pl.DataFrame) -> set[str]:
    cells = (cell for row in frame.iter_rows() for cell in row if cell)
    return {word for cell in cells if not cell.isascii() for word in words_in(cell)}


def _chosen(workbook: WorkbookSheets, schema: TableSchema | None, answers: Answers) -> GridSheet:
    visible = [sheet.grid for sheet in workbook.sheets if sheet.visible and not _is_ours(sheet.grid)]
    mapping = answers.mapping
    wanted = answers.sheet or (mapping.sheet if mapping else None)
    if wanted is not None:
        return _named(workbook, wanted)
    if not visible:
        refuse("empty-file")
    if schema is None:
        return next((sheet for sheet in visible if any(any(row) for row in sheet.head)), visible[0])
    if mapping is not None:
        return _mapped(visible, mapping)
    return _matching(visible, schema)


def _is_ours(sheet: GridSheet) -> bool:
    """Whether the sheet is a report that we wrote into a workbook given back, or goes with a template."""
    return sheet.name in TEMPLATE_SHEETS or is_report_sheet(
        sheet.name, next((row[0] for row in sheet.head[:1] if row), None)
    )


def _named(workbook: WorkbookSheets, wanted: str) -> GridSheet:
    named = {sheet.grid.name: sheet.grid for sheet in workbook.sheets}
    if wanted not in named:
        refuse("no-such-sheet", wanted=wanted, candidates=", ".join(f"“{name}”" for name in named))
    return named[wanted]


def _mapped(sheets: list[GridSheet], mapping: SheetMapping) -> GridSheet:
    """The one sheet with the labels of the mapping; the first one when none has them, which will say so."""
    found = [sheet for sheet in sheets if rows_moved(sheet.head, mapping, sheet.marks) is not None]
    if len(found) > 1:
        refuse("several-sheets", candidates=", ".join(f"“{sheet.name}”" for sheet in found))
    return found[0] if found else sheets[0]


def _matching(sheets: list[GridSheet], schema: TableSchema) -> GridSheet:
    """The one sheet with all required columns; else the one with most. Two that have all are a question."""
    headers = [(sheet, find_header(sheet.head, schema, sheet.marks)) for sheet in sheets]
    found = [(sheet, header) for sheet, header in headers if header is not None]
    complete = [sheet for sheet, header in found if not missing_fields(header, schema)]
    if len(complete) > 1:
        refuse("several-sheets", candidates=", ".join(f"“{sheet.name}”" for sheet in complete))
    if complete:
        return complete[0]
    return max(found, key=lambda pair: pair[1].score)[0] if found else sheets[0]
