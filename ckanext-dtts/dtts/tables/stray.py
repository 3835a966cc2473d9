"""Rows that are no records: totals and notes that people write below or between their data."""

from __future__ import annotations

import re

import polars as pl

from dtts.catalogue import TableSchema
from dtts.report import FAULTS_KEPT, Address, FaultGroup, describe
from dtts.tables.header import names_of
from dtts.tables.sheet import Body
from dtts.vietnamese import fold

_TOTALS = re.compile(
    r"^(tong cong|tong so|tong|cong|toan tinh|toan huyen|ca nuoc|total|grand total|sum)( .*)?[:.]?$"
)
_NOTES = re.compile(r"^(ghi chu|nguon|luu y|don vi tinh|dvt|note|notes|source)\s*[:.]?")
_NOTE_CELLS = 2
_FEWEST_LABELS = 2


def split_strays(
    body: Body, sheet: str | None, columns: dict[str, int], schema: TableSchema | None
) -> tuple[Body, list[FaultGroup]]:
    """The records, and one fault for each row that can only be a total or a note.

    Such a row leaves a required field empty (a record would not) and begins with a word for totals, or
    holds one or two cells and begins with a word for notes.
    """
    required = (
        [columns[field.name] for field in schema.fields if field.required and field.name in columns]
        if schema
        else []
    )
    if not any(body.frame[str(column)].null_count() for column in required):
        return body, []
    incomplete = body.frame.select(
        pl.any_horizontal(pl.col(str(column)).is_null() for column in required)
    ).to_series()
    if not incomplete.any():
        return body, []
    found = _classified(body.frame.with_row_index("index").filter(incomplete))
    groups = [_group(rule, body, sheet, found[rule]) for rule in ("total-row", "note-row") if found[rule]]
    strays = {index for rows in found.values() for index, _ in rows}
    kept = pl.Series([index not in strays for index in range(body.frame.height)]) if strays else None
    return (body if kept is None else body.filtered(kept)), groups


def split_repeated_headers(
    body: Body, sheet: str | None, columns: dict[str, int], schema: TableSchema | None
) -> tuple[Body, list[FaultGroup]]:
    """The records without rows that only say the columns' labels again, as printed pages do."""
    if schema is None or len(columns) < _FEWEST_LABELS:
        return body, []
    said = None
    for name, column in columns.items():
        label = body.frame[str(column)].is_in(names_of(schema.field(name))).fill_null(False)
        said = label if said is None else said & label
        # Nearly always the first column tells.
        if not said.any():
            return body, []
    assert said is not None
    rows = body.rows.filter(said)
    faults = tuple(describe("repeated-header", Address(sheet, int(row))) for row in rows.head(FAULTS_KEPT))
    return body.filtered(~said), [FaultGroup("repeated-header", None, len(rows), faults)]


def _classified(candidates: pl.DataFrame) -> dict[str, list[tuple[int, str]]]:
    """Row index and first text of each total and each note among rows that lack a required field."""
    found: dict[str, list[tuple[int, str]]] = {"total-row": [], "note-row": []}
    for index, *cells in candidates.iter_rows():
        filled = [cell for cell in cells if cell is not None]
        words = [text for text in filled if not text.replace(".", "").replace(",", "").isdigit()]
        if words and _TOTALS.match(fold(words[0])):
            found["total-row"].append((index, words[0]))
        elif len(filled) <= _NOTE_CELLS and _NOTES.match(fold(filled[0])):
            found["note-row"].append((index, filled[0]))
    return found


def _group(rule: str, body: Body, sheet: str | None, rows: list[tuple[int, str]]) -> FaultGroup:
    faults = tuple(
        describe(rule, Address(sheet, int(body.rows[index])), value=text)
        for index, text in rows[:FAULTS_KEPT]
    )
    return FaultGroup(rule, None, len(rows), faults)
