"""Canonical CSV: UTF-8 without a mark, LF, quoted as RFC 4180 asks, the same bytes for the same values."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal, TypedDict

import polars as pl

from dtts.catalogue import TableSchema
from dtts.exports.canonical import canonical_text
from dtts.exports.spreadsheet_safe import spreadsheet_safe


class _Form(TypedDict):
    line_terminator: str
    quote_style: Literal["necessary"]
    null_value: str


_FORM: _Form = {"line_terminator": "\n", "quote_style": "necessary", "null_value": ""}


def write_csv(frame: pl.DataFrame, schema: TableSchema, path: Path) -> None:
    """Writes the table with its field names as header. Cells are never changed, not even `=1+1`: this
    file is the truth."""
    write_csv_batches([frame], schema, path)


def write_csv_batches(frames: Iterable[pl.DataFrame], schema: TableSchema, path: Path) -> None:
    """As `write_csv`, for a table that comes in batches: the same bytes."""
    with path.open("wb") as file:
        for number, frame in enumerate(frames):
            text = canonical_text(_with_years(frame, schema))
            text.write_csv(file, include_header=number == 0, **_FORM)


def write_spreadsheet_csv(
    frame: pl.DataFrame, schema: TableSchema, path: Path, *, titles: str | None = None
) -> None:
    """The CSV that people open in a spreadsheet: with the mark by which Excel knows UTF-8, and with `'`
    before text that it would run as a formula. The header has the names of the fields, or their titles in
    the language `titles`."""
    text = canonical_text(spreadsheet_safe(_with_years(frame, schema)))
    if titles:
        text = text.rename({field.name: field.title[titles] for field in schema.fields})
    text.write_csv(path, include_bom=True, **_FORM)


def _with_years(frame: pl.DataFrame, schema: TableSchema) -> pl.DataFrame:
    """The schema's columns; a year has four figures, the year 999 too."""
    years = [field.name for field in schema.fields if field.type == "year"]
    return frame.select(schema.field_names).with_columns(pl.col(years).cast(pl.String).str.zfill(4))
