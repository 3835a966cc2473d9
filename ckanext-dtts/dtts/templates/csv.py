"""The template as CSV, for people without a spreadsheet program and for other systems."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from dtts.catalogue import TableSchema
from dtts.exports import write_spreadsheet_csv


def write_csv_template(schema: TableSchema, path: Path, *, rows: pl.DataFrame | None = None) -> None:
    """Writes the Vietnamese titles as header, with the mark by which Excel knows UTF-8; empty, or with `rows`
    (the schema's columns, typed). By just these titles the file is known again: see `template_id`."""
    empty = pl.DataFrame(schema=dict.fromkeys(schema.field_names, pl.String))
    write_spreadsheet_csv(empty if rows is None else rows, schema, path, titles="vi")
