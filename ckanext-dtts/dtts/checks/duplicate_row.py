"""Whole rows that stand twice in a table without a key."""

from __future__ import annotations

from collections.abc import Iterator

from dtts.checks.problem import Context, Problem
from dtts.checks.repeats import find_repeats
from dtts.checks.unique import other_row


def check_duplicate_row(context: Context) -> Iterator[Problem]:
    """A row that repeats an earlier one in every cell. With a primary key that is the key's own fault."""
    if context.schema.primary_key or not context.typed.width:
        return
    repeats = find_repeats(context.table.frame)
    yield Problem("duplicate-row", repeats.mask, row_words=other_row(context, repeats.first))
