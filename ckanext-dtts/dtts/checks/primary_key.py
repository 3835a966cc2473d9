"""The columns that together name a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from dtts.checks.problem import Context, Problem
from dtts.checks.repeats import Repeats, find_repeats


def check_primary_key(context: Context) -> Iterator[Problem]:
    """A row whose key stood in an earlier row, or has no value at all."""
    names = context.schema.primary_key
    if not names or not context.has(*names):
        return
    blank = context.where(pl.all_horizontal(pl.col(name).is_null() for name in names))
    words = {"keys": _titles(context)}
    field = context.schema.field(names[0]) if len(names) == 1 else None
    yield Problem("blank-key", blank, field, words)
    repeats = find_repeats(context.typed.select(names), among=~blank)
    yield Problem(
        "primary-key", repeats.mask, field, words, row_words=lambda row: _row_words(context, repeats, row)
    )


def _row_words(context: Context, repeats: Repeats, row: int) -> Mapping[str, object]:
    values = (context.text(row, name) for name in context.schema.primary_key)
    return {
        "value": ", ".join(value or "-" for value in values),
        "other": str(context.table.rows[repeats.first[row]]),
    }


def _titles(context: Context) -> dict[str, str]:
    fields = [context.schema.field(name) for name in context.schema.primary_key]
    return {language: ", ".join(field.title[language] for field in fields) for language in ("vi", "en")}
