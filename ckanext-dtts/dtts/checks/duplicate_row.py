"""Whole rows that stand twice in a table without a key."""

from __future__ import annotations

from collections.abc import Iterator

from dtts.catalogue import TableSchema
from dtts.checks.problem import Context, Problem, TableCheck
from dtts.checks.repeats import find_repeats
from dtts.checks.unique import other_row


def duplicate_row(schema: TableSchema) -> Iterator[TableCheck]:
    """A look at all columns. With a primary key a repeated row is the key's own fault."""
    if not schema.primary_key:
        yield TableCheck(schema.field_names, check_duplicate_row)


def check_duplicate_row(context: Context) -> Iterator[Problem]:
    """A row that repeats an earlier one in every cell as it is written; words for a missing value are one."""
    if context.raw.width:
        repeats = find_repeats(context.raw)
        yield Problem("duplicate-row", repeats.mask, row_words=other_row(context, repeats))
