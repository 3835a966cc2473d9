"""Whole rows that stand twice in a table without a key."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from dtts.catalogue import TableSchema
from dtts.checks.problem import Context, Problem, TableCheck
from dtts.checks.repeats import find_repeats, hashes_of
from dtts.checks.unique import no_hashes, other_row


def duplicate_row(schema: TableSchema) -> Iterator[TableCheck]:
    """A look at all columns. With a primary key a repeated row is the key's own fault."""
    if not schema.primary_key:
        yield TableCheck(schema.field_names, check_duplicate_row, _hashes)


def check_duplicate_row(context: Context) -> Iterator[Problem]:
    """A row that repeats an earlier one in every cell as it is written; words for a missing value are one."""
    repeats = find_repeats(context.raw)
    yield Problem("duplicate-row", repeats.mask, row_words=other_row(context, repeats))


def _hashes(context: Context) -> pl.Series:
    return hashes_of(context.raw) if context.raw.width else no_hashes(context)
