"""Columns that together may say the same only once: `uniqueKeys` of version 2 of the Table Schema."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from dtts.checks.primary_key import key_titles, key_words
from dtts.checks.problem import Context, Problem
from dtts.checks.repeats import find_repeats


def check_unique_keys(context: Context) -> Iterator[Problem]:
    """A row whose unique key stood in an earlier row; a key with an empty part is like no other."""
    for names in context.schema.unique_keys:
        if context.has(*names):
            yield _repeated(context, names)


def _repeated(context: Context, names: tuple[str, ...]) -> Problem:
    filled = context.where(pl.all_horizontal(pl.col(name).is_not_null() for name in names))
    repeats = find_repeats(context.typed.select(names), among=filled)
    words = {"keys": key_titles(context, names)}
    return Problem(
        "unique-key", repeats.mask, None, words, row_words=lambda row: key_words(context, names, repeats, row)
    )
