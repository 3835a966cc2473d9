"""The columns that together name a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from dtts.catalogue import Field, TableSchema
from dtts.checks.problem import Context, Problem, TableCheck
from dtts.checks.repeats import Repeats, find_repeats, hashes_of
from dtts.checks.unique import no_hashes


def check_blank_key(context: Context) -> Iterator[Problem]:
    """A row that has no value in any column of the key."""
    names = context.schema.primary_key
    if names and context.has(*names):
        yield Problem(
            "blank-key", ~_named(context), _only_field(context), {"keys": key_titles(context, names)}
        )


def primary_key(schema: TableSchema) -> Iterator[TableCheck]:
    """A look at the key's columns; rows without any value there are not compared."""
    if schema.primary_key:
        yield TableCheck(schema.primary_key, check_primary_key, _hashes)


def check_primary_key(context: Context) -> Iterator[Problem]:
    """A row whose key stood in an earlier row."""
    names = context.schema.primary_key
    repeats = find_repeats(context.typed.select(names), among=_named(context))
    yield Problem(
        "primary-key",
        repeats.mask,
        _only_field(context),
        {"keys": key_titles(context, names)},
        row_words=lambda row: key_words(context, names, repeats, row),
    )


def _hashes(context: Context) -> pl.Series:
    names = context.schema.primary_key
    if not context.has(*names):
        return no_hashes(context)
    return hashes_of(context.typed.select(names), among=_named(context))


def _named(context: Context) -> pl.Series:
    """The rows with a value in some column of the key."""
    return context.where(pl.any_horizontal(pl.col(name).is_not_null() for name in context.schema.primary_key))


def _only_field(context: Context) -> Field | None:
    names = context.schema.primary_key
    return context.schema.field(names[0]) if len(names) == 1 else None


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
