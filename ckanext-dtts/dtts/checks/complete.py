"""A table with all columns of its schema."""

from __future__ import annotations

import polars as pl

from dtts.catalogue import TableSchema

DTYPES = {
    "number": pl.Float64,
    "integer": pl.Int64,
    "year": pl.Int64,
    "boolean": pl.Boolean,
    "date": pl.Date,
}
"""What holds the values of each type; all others are text."""


def complete(typed: pl.DataFrame, schema: TableSchema) -> pl.DataFrame:
    """Exactly the schema's columns in its order; optional ones that the file lacks are null."""
    absent = [
        pl.lit(None, dtype=DTYPES.get(field.type, pl.String)).alias(field.name)
        for field in schema.fields
        if field.name not in typed.columns
    ]
    return typed.with_columns(absent).select(schema.field_names)
