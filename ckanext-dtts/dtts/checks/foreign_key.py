"""Codes that must stand in a register, or in the table itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import polars as pl

from dtts.catalogue import ForeignKey, TableSchema
from dtts.checks.problem import Context, Problem, TableCheck
from dtts.registers import register_title

_REGISTER = "register:"
_ITSELF = {"vi": "chính bảng này", "en": "this table itself"}
_ZEROS_LOST = 4


def check_register_keys(context: Context) -> Iterator[Problem]:
    """A key that the register does not hold; one with an empty part refers to nothing."""
    for key in context.schema.foreign_keys:
        if key.resource and context.has(*key.fields):
            yield from check_foreign_key(key, context)


def own_keys(schema: TableSchema) -> Iterator[TableCheck]:
    """A look at the columns of each key that refers to the table itself."""
    for key in schema.foreign_keys:
        if not key.resource:
            columns = tuple(dict.fromkeys((*key.fields, *key.reference_fields)))
            yield TableCheck(columns, partial(check_own_key, key))


def check_own_key(key: ForeignKey, context: Context) -> Iterator[Problem]:
    """A key that no row of the table holds."""
    if context.has(*key.fields, *key.reference_fields):
        yield from check_foreign_key(key, context)


def check_foreign_key(key: ForeignKey, context: Context) -> Iterator[Problem]:
    """A key that the reference does not hold."""
    known = _known(context, key)
    own = pl.concat_str([pl.col(name).cast(pl.String) for name in key.fields], separator="\x1f")
    strangers = context.where(~own.is_in(known.implode())) & context.unnamed(*key.fields)
    if not strangers.any():
        return
    field = context.schema.field(key.fields[-1])
    words = {"register": _title(key)}
    present = set(known) if len(key.fields) == 1 else set()
    yield Problem("foreign-key", strangers, field, words, lambda row: _row_words(context, key, present, row))


def _known(context: Context, key: ForeignKey) -> pl.Series:
    frame = context.typed if not key.resource else _register(context, key)
    columns = [pl.col(name).cast(pl.String) for name in key.reference_fields]
    return frame.select(pl.concat_str(columns, separator="\x1f").alias("key")).to_series().drop_nulls()


def _register(context: Context, key: ForeignKey) -> pl.DataFrame:
    return context.keys(key.resource.removeprefix(_REGISTER), key.reference_fields)


def _row_words(context: Context, key: ForeignKey, present: set[str], row: int) -> Mapping[str, object]:
    values = [context.text(row, name) or "" for name in key.fields]
    proposed = next((zeros for zeros in _with_zeros(values[-1]) if zeros in present), None)
    return {"value": values[-1], "proposed": proposed}


def _with_zeros(code: str) -> list[str]:
    number = code.partition("@")[0]
    return [f"{'0' * zeros}{code}" for zeros in range(1, _ZEROS_LOST + 1)] if number.isdigit() else []


def _title(key: ForeignKey) -> Mapping[str, str]:
    name = key.resource.removeprefix(_REGISTER)
    title = register_title(name) if name else _ITSELF
    return {language: f"“{text}”" for language, text in title.items()} if name else title
