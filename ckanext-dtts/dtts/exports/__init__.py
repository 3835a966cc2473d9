"""Exports: one file a format."""

from dtts.exports.csv import write_csv
from dtts.exports.parquet import write_parquet

__all__ = ["write_csv", "write_parquet"]
