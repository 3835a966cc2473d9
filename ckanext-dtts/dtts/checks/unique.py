"""Columns in which no value may stand twice."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import polars as pl

from dtts.catalogue import TableSchema
from dtts.checks.problem import Context, Problem, RowWords, TableCheck
from dtts.checks.repeats import Repeats, find_repeats, hashes_of


def unique(schema: TableSchema) -> Iterator[TableCheck]:
    """A look at each column that says so; empty cells are not compared."""
    for field in schema.fields:
        if field.constraints.get("unique"):
            yield TableCheck((field.name,), check_unique, partial(filled_hashes, (field.name,)))


def check_unique(context: Context) -> Iterator[Problem]:
    """A value that stood in an earlier row."""
    for field in context.fields:
        column = context.typed.select(field.name)
        repeats = find_repeats(column, among=column.to_series().is_not_null())
        yield Problem("unique", repeats.mask, field, row_words=other_row(context, repeats))


def filled_hashes(names: tuple[str, ...], context: Context) -> pl.Series:
    """A hash of these cells of each row, null where one of them is empty."""
    if not context.has(*names):
        return no_hashes(context)
    filled = context.where(pl.all_horizontal(pl.col(name).is_not_null() for name in names))
    return hashes_of(context.typed.select(names), among=filled)


def no_hashes(context: Context) -> pl.Series:
    """No row is compared."""
    return pl.repeat(None, context.raw.height, dtype=pl.UInt64, eager=True)


def other_row(context: Context, repeats: Repeats) -> RowWords:
    """Words that name the row, as the file counts, in which the same value stood first."""
    return lambda row: {"other": str(context.table.rows[repeats.first(row)])}
