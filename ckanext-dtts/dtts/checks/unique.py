"""Columns in which no value may stand twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dtts.checks.problem import Context, Problem, RowWords
from dtts.checks.repeats import find_repeats


def check_unique(context: Context) -> Iterator[Problem]:
    """A value that stood in an earlier row; empty cells are not compared."""
    for field in context.fields:
        if field.constraints.get("unique"):
            column = context.typed.select(field.name)
            repeats = find_repeats(column, among=column.to_series().is_not_null())
            yield Problem("unique", repeats.mask, field, row_words=other_row(context, repeats.first))


def other_row(context: Context, first: Mapping[int, int]) -> RowWords:
    """Words that name the row, as the file counts, in which the same value stood first."""
    return lambda row: {"other": str(context.table.rows[first[row]])}
