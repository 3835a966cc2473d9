"""Columns that together may say the same only once: `uniqueKeys` of version 2 of the Table Schema."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import polars as pl

from dtts.catalogue import TableSchema
from dtts.checks.primary_key import key_titles, key_words
from dtts.checks.problem import Context, Problem, TableCheck
from dtts.checks.repeats import find_repeats
from dtts.checks.unique import filled_hashes


def unique_keys(schema: TableSchema) -> Iterator[TableCheck]:
    """A look at the columns of each key."""
    for names in schema.unique_keys:
        yield TableCheck(names, partial(check_unique_key, names), partial(filled_hashes, names))


def check_unique_key(names: tuple[str, ...], context: Context) -> Iterator[Problem]:
    """A row whose unique key stood in an earlier row; a key with an empty part is like no other."""
    filled = context.where(pl.all_horizontal(pl.col(name).is_not_null() for name in names))
    repeats = find_repeats(context.typed.select(names), among=filled)
    words = {"keys": key_titles(context, names)}
    yield Problem(
        "unique-key", repeats.mask, None, words, row_words=lambda row: key_words(context, names, repeats, row)
    )
