"""Canonical CSV: UTF-8 without a mark, LF, quoted as RFC 4180 asks, the same bytes for the same values."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from dtts.catalogue import TableSchema
from dtts.exports.canonical import canonical_text
from dtts.exports.spreadsheet_safe import spreadsheet_safe


def write_csv(frame: pl.DataFrame, schema: TableSchema, path: Path) -> None:
    """Writes the table with its field names as header. Cells are never changed, not even `=1+1`: this
    file is the truth."""
    _write(canonical_text(frame.select(schema.field_names)), path, bom=False)


def write_spreadsheet_csv(frame: pl.DataFrame, schema: TableSchema, path: Path) -> None:
    """The CSV that people open in a spreadsheet: with the mark by which Excel knows UTF-8, and with `'`
    before text that it would run as a formula."""
    _write(canonical_text(spreadsheet_safe(frame.select(schema.field_names))), path, bom=True)


def _write(text: pl.DataFrame, path: Path, *, bom: bool) -> None:
    text.write_csv(path, include_bom=bom, line_terminator="\n", quote_style="necessary", null_value="")
