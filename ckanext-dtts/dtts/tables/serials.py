"""Days that a spreadsheet holds as plain numbers, in columns that hold days."""

from __future__ import annotations

import polars as pl

from dtts.catalogue import TableSchema
from dtts.tables.table import Kind

# Day 0 of each way of counting, as days before 1970; Excel's own is off by one for its 29 February 1900.
_ZERO_1900 = -25569
_ZERO_1904 = -24107
# 1950-01-01 to 2099-12-31: a smaller number, such as 2025, is a year that someone typed, not a day.
_FIRST, _LAST = -7305, 47481


def with_days(
    frame: pl.DataFrame, kinds: pl.DataFrame, schema: TableSchema, from_1904: bool
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Turns whole numbers between 1950 and 2099 into ISO days in the schema's date columns."""
    for field in schema.fields:
        if field.type == "date" and field.name in frame.columns:
            text, kind = _days(frame[field.name], kinds[field.name], from_1904)
            frame, kinds = frame.with_columns(text), kinds.with_columns(kind)
    return frame, kinds


def _days(text: pl.Series, kind: pl.Series, from_1904: bool) -> tuple[pl.Series, pl.Series]:
    numbers = text.set(kind != int(Kind.NUMBER), None).cast(pl.Int64, strict=False)
    days = numbers + (_ZERO_1904 if from_1904 else _ZERO_1900)
    is_day = days.is_between(_FIRST, _LAST).fill_null(False)
    iso = days.set(~is_day, None).cast(pl.Int32).cast(pl.Date).dt.strftime("%Y-%m-%d")
    return iso.zip_with(is_day, text).alias(text.name), kind.set(is_day, int(Kind.DATE)).alias(text.name)
