"""Exports, one file a format: the list is the registry. All write the same bytes for the same values."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl

from dtts.catalogue import TableSchema
from dtts.exports.csv import write_csv, write_csv_batches, write_spreadsheet_csv
from dtts.exports.json import write_json
from dtts.exports.parquet import write_parquet
from dtts.exports.spreadsheet_safe import safe_text, spreadsheet_safe


def write_xlsx(frame: pl.DataFrame, schema: TableSchema, path: Path, *, language: str = "vi") -> None:
    """See `dtts.exports.xlsx`, which is loaded when it is asked for the first time.

    openpyxl takes a tenth of a second, and every child that checks a file imports this package.
    """
    from dtts.exports import xlsx

    xlsx.write_xlsx(frame, schema, path, language=language)


WRITERS: dict[str, Callable[[pl.DataFrame, TableSchema, Path], None]] = {
    "csv": write_csv,
    "json": write_json,
    "parquet": write_parquet,
    "xlsx": write_xlsx,
}

__all__ = [
    "WRITERS",
    "safe_text",
    "spreadsheet_safe",
    "write_csv",
    "write_csv_batches",
    "write_json",
    "write_parquet",
    "write_spreadsheet_csv",
    "write_xlsx",
]
