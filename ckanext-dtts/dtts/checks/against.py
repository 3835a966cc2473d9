"""A cell against the row of another table that its row refers to: a visit within the period of its plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import polars as pl

from dtts import formats
from dtts.catalogue import table_schema
from dtts.checks.beside import columns_of_table
from dtts.checks.declared import Declared, chosen, declared, rule_of
from dtts.checks.problem import Context, Problem
from dtts.report import LANGUAGES, lower_first

_THERE = "\x1fthere"
_BROKEN: Mapping[str, Callable[[pl.Expr, pl.Expr], pl.Expr]] = {
    "least": lambda own, there: own < there,
    "most": lambda own, there: own > there,
}


def check_against(context: Context) -> Iterator[Problem]:
    """A `field` below the `least` or above the `most` that a column of the other `table` allows.

    `key` says by which columns the row is found there (`{theirs: ours}`); the other table has one row of it.
    A row that fills the column `unless` says why it differs. Nothing is claimed where the other table, its
    row or either cell is not there.
    """
    for one in declared(context.schema, "against"):
        if context.has(one["field"], *one["key"].values()):
            yield from _problems(one, context)


def _problems(one: Declared, context: Context) -> Iterator[Problem]:
    relation = next(name for name in _BROKEN if name in one)
    rows = _with_theirs(one, one[relation], context)
    if rows is None:
        return
    broken = _BROKEN[relation](pl.col(one["field"]), pl.col(_THERE))
    asked = chosen(one) & _unsaid(one, context)
    yield Problem(
        rule_of(one),
        rows.select((broken & asked).fill_null(False).alias("wrong")).to_series()
        & context.unnamed(one["field"], *one["key"].values()),
        context.schema.field(one["field"]),
        _words(one, relation),
        row_words=lambda row: {"limit": _shown(rows[_THERE][row])},
        severity=one.get("severity"),
    )


def _with_theirs(one: Declared, column: str, context: Context) -> pl.DataFrame | None:
    """The rows with that column of the row which each refers to; None when the other table is not there."""
    keys = {theirs: f"\x1f{ours}" for theirs, ours in one["key"].items()}
    there = columns_of_table(context.beside, one["table"], {**keys, column: _THERE})
    if there is None:
        return None
    names = list(keys.values())
    known = there.with_columns(pl.col(names).cast(pl.String)).unique(names, maintain_order=True)
    own = context.typed.with_columns(
        pl.col(ours).cast(pl.String).alias(f"\x1f{ours}") for ours in one["key"].values()
    )
    return own.join(known, on=names, how="left", maintain_order="left")


def _unsaid(one: Declared, context: Context) -> pl.Expr:
    """Rows that do not say why they differ."""
    said = one.get("unless")
    return pl.col(said).is_null() if said and context.has(said) else pl.lit(True)


def _words(one: Declared, relation: str) -> Mapping[str, object]:
    there = table_schema(one["table"])
    texts = {"vi": one["message"], "en": one["message_en"]}
    return {
        "sentence": {lang: lower_first(text.rstrip(".")) for lang, text in texts.items()},
        "table": there.title,
        "column": there.field(one[relation]).title,
    }


def _shown(value: Any) -> Mapping[str, str]:
    shown = formats.day if isinstance(value, date) else formats.number
    return {lang: shown(value, lang) for lang in LANGUAGES}
