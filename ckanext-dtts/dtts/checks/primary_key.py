"""The columns that together name a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from dtts.catalogue import TableSchema
from dtts.checks.problem import Context, Problem, TableCheck
from dtts.checks.repeats import Repeats, find_repeats


def primary_key(schema: TableSchema) -> Iterator[TableCheck]:
    """A look at the key's columns."""
    if schema.primary_key:
        yield TableCheck(schema.primary_key, check_primary_key)


def check_primary_key(context: Context) -> Iterator[Problem]:
    """A row whose key stood in an earlier row, or has no value at all."""
    names = context.schema.primary_key
    if not context.has(*names):
        return
    blank = context.where(pl.all_horizontal(pl.col(name).is_null() for name in names))
    words = {"keys": key_titles(context, names)}
    field = context.schema.field(names[0]) if len(names) == 1 else None
    yield Problem("blank-key", blank, field, words)
    repeats = find_repeats(context.typed.select(names), among=~blank)
    yield Problem(
        "primary-key",
        repeats.mask,
        field,
        words,
        row_words=lambda row: key_words(context, names, repeats, row),
    )


def key_words(context: Context, names: tuple[str, ...], repeats: Repeats, row: int) -> Mapping[str, object]:
    """A key as it was written, and the row in which it stood first."""
    values = (context.text(row, name) for name in names)
    return {
        "value": ", ".join(value or "-" for value in values),
        "other": str(context.table.rows[repeats.first(row)]),
    }


def key_titles(context: Context, names: tuple[str, ...]) -> dict[str, str]:
    """The columns of a key, in both languages."""
    fields = [context.schema.field(name) for name in names]
    return {language: ", ".join(field.title[language] for field in fields) for language in ("vi", "en")}
