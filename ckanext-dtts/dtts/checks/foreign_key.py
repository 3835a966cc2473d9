"""Codes that must stand in a register, or in the table itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, partial

import polars as pl

from dtts.catalogue import ForeignKey, TableSchema
from dtts.checks.problem import Context, Problem, TableCheck
from dtts.checks.spelling import by_value, meant_among
from dtts.checks.zeros import with_zeros
from dtts.registers import register_title

_REGISTER = "register:"
_ITSELF = {"vi": "chính bảng này", "en": "this table itself"}
_PLACES = "register:places"
_SEPARATOR = "\x1f"


def check_register_keys(context: Context) -> Iterator[Problem]:
    """A key that the register does not hold; one with an empty part refers to nothing."""
    for key in context.schema.foreign_keys:
        if key.resource.startswith(_REGISTER) and context.has(*key.fields):
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
    own = _joined([pl.col(name) for name in key.fields])
    strangers = context.where(~own.is_in(known.implode())) & context.unnamed(*key.fields)
    if not strangers.any():
        return
    field = context.schema.field(key.fields[-1])
    words = {"register": _title(key)}
    meant = _meant(context, key, known, strangers)
    yield Problem("foreign-key-spelling", meant.is_not_null(), field, words, proposed=meant)
    yield Problem("foreign-key", strangers & meant.is_null(), field, words)


def _known(context: Context, key: ForeignKey) -> pl.Series:
    frame = context.typed if not key.resource else _register(context, key)
    joined = _joined([pl.col(name) for name in key.reference_fields])
    return frame.select(joined.alias("key")).to_series().drop_nulls()


def _register(context: Context, key: ForeignKey) -> pl.DataFrame:
    return context.keys(key.resource.removeprefix(_REGISTER), key.reference_fields)


def _meant(context: Context, key: ForeignKey, known: pl.Series, strangers: pl.Series) -> pl.Series:
    """The last part of each stranger as the reference has it beside the parts before it, where it only lacks
    zeros or, in a register of words, is spelled otherwise."""
    *before, last = key.fields

    def fits(candidate: pl.Expr) -> pl.Expr:
        return _joined([*(pl.col(name) for name in before), candidate]).is_in(known.implode())

    padded = with_zeros(context.typed, last, strangers, fits)
    if not key.resource or key.resource == _PLACES:
        return padded
    spelled = _spelled(context, key, known, strangers & padded.is_null())
    return padded.zip_with(padded.is_not_null(), spelled)


def _spelled(context: Context, key: ForeignKey, known: pl.Series, strangers: pl.Series) -> pl.Series:
    own = context.typed.select(_joined([pl.col(name) for name in key.fields]).alias("key")).to_series()
    beside: dict[str, dict[str, tuple[str, ...]]] = {}
    for value in known:
        before, _, last = value.rpartition(_SEPARATOR)
        beside.setdefault(before, {})[last] = ()
    among = cache(lambda before: meant_among(beside.get(before, {})))

    def meant(text: str) -> str | None:
        before, _, last = text.rpartition(_SEPARATOR)
        return among(before)(last)

    return by_value(own, strangers, meant)


def _joined(parts: list[pl.Expr]) -> pl.Expr:
    return pl.concat_str([part.cast(pl.String) for part in parts], separator=_SEPARATOR)


def _title(key: ForeignKey) -> Mapping[str, str]:
    name = key.resource.removeprefix(_REGISTER)
    title = register_title(name) if name else _ITSELF
    return {language: f"“{text}”" for language, text in title.items()} if name else title
