"""Canonical CSV: UTF-8 without a mark, LF, quoted as RFC 4180 asks, the same bytes for the same values."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from dtts.catalogue import TableSchema
from dtts.exports.canonical import canonical_text


def write_csv(frame: pl.DataFrame, schema: TableSchema, path: Path) -> None:
    """Writes the table with its field names as header. Cells are never changed, not even `=1+1`: this
    file is the truth; `spreadsheet_safe` is for what goes into a spreadsheet."""
    text = canonical_text(frame.select(schema.field_names))
    text.write_csv(path, line_terminator="\n", quote_style="necessary", null_value="")
