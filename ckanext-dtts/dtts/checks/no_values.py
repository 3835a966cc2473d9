"""Rows in which every cell only says that there is no value."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from dtts.checks.problem import Context, Problem
from dtts.checks.types.column import never


def check_no_values(context: Context) -> Iterator[Problem]:
    """A row of nothing but the schema's words for a missing value. Blank rows are left out when the file is
    read; this one has text and would become a row of nothing."""
    if context.raw.width:
        yield Problem("no-values", without_values(context))


def without_values(context: Context) -> pl.Series:
    """The rows without any value."""
    # A column without a gap, which most tables have, answers for all rows.
    if any(not column.null_count() for column in context.raw.iter_columns()):
        return never(context.raw.height)
    return context.raw.select(pl.all_horizontal(pl.all().is_null()).alias("mask")).to_series()
