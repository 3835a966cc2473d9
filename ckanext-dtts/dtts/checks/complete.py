"""A table with all columns of its schema."""

from __future__ import annotations

from typing import TypeVar

import polars as pl

from dtts.catalogue import TableSchema

DTYPES: dict[str, pl.DataType | type[pl.DataType]] = {
    "number": pl.Float64,
    "integer": pl.Int64,
    "year": pl.Int64,
    "boolean": pl.Boolean,
    "date": pl.Date,
    "datetime": pl.Datetime("us"),
    "time": pl.Time,
}
"""What holds the values of each type; all others are text. Moments that the file gives with their offset
are held in UTC."""


Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)


def complete(typed: Frame, schema: TableSchema) -> Frame:
    """Exactly the schema's columns in its order; optional ones that the file lacks are null."""
    present = typed.collect_schema().names()
    absent = [
        pl.lit(None, dtype=DTYPES.get(field.type, pl.String)).alias(field.name)
        for field in schema.fields
        if field.name not in present
    ]
    return typed.with_columns(absent).select(schema.field_names)
