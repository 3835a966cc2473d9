"""Columns in which no value may stand twice."""

from __future__ import annotations

from collections.abc import Iterator

from dtts.catalogue import TableSchema
from dtts.checks.problem import Context, Problem, RowWords, TableCheck
from dtts.checks.repeats import Repeats, find_repeats


def unique(schema: TableSchema) -> Iterator[TableCheck]:
    """A look at each column that says so."""
    for field in schema.fields:
        if field.constraints.get("unique"):
            yield TableCheck((field.name,), check_unique)


def check_unique(context: Context) -> Iterator[Problem]:
    """A value that stood in an earlier row; empty cells are not compared."""
    for field in context.fields:
        column = context.typed.select(field.name)
        repeats = find_repeats(column, among=column.to_series().is_not_null())
        yield Problem("unique", repeats.mask, field, row_words=other_row(context, repeats))


def other_row(context: Context, repeats: Repeats) -> RowWords:
    """Words that name the row, as the file counts, in which the same value stood first."""
    return lambda row: {"other": str(context.table.rows[repeats.first(row)])}
