"""Figures a thousand or a million times too large or too small for their group: a unit that was mistaken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import polars as pl

from dtts import formats
from dtts.catalogue import TableSchema
from dtts.checks.declared import Declared, declared, figures_of, rule_of
from dtts.checks.groups import group_hash
from dtts.checks.problem import Context, Problem, TableCheck
from dtts.checks.times import thousands, times_words
from dtts.report import LANGUAGES

_LEAST = 3
"""In a group of two nobody can tell which of the two is wrong."""


def scale(schema: TableSchema) -> Iterator[TableCheck]:
    """A look at the figures of each group, such as one place and one indicator over the years."""
    for one in declared(schema, "scale"):
        unit = (one["unit"]["column"],) if "unit" in one else ()
        columns = tuple(dict.fromkeys((*figures_of(one), *unit)))
        yield TableCheck(columns, partial(_check, one), alike=partial(group_hash, one))


def _check(one: Declared, context: Context) -> Iterator[Problem]:
    """A figure about 1,000, a million or a billion times the median of its group. With `unit` the figures are
    brought to one unit first, so that a row whose unit was changed and whose figure was not is found too."""
    assert context.alike is not None
    for name in filter(context.has, figures_of(one)):
        size = pl.col(name).cast(pl.Float64).abs() * _factor(one)
        rows = (
            context.typed.select(pl.col(name), pl.when(size > 0).then(size).alias("size"))
            .with_columns(context.alike.alias("group"))
            .with_columns(
                pl.col("size").median().over("group").alias("usual"),
                pl.col("size").count().over("group").alias("count"),
            )
            .with_columns((pl.col("size") / pl.col("usual")).alias("times"))
        )
        off = rows.select((pl.col("count") >= _LEAST) & thousands(pl.col("times")).is_not_null()).to_series()
        yield Problem(
            rule_of(one),
            off.fill_null(False) & context.unnamed(name),
            context.schema.field(name),
            row_words=partial(_words, rows),
            severity=one.get("severity"),
        )


def _factor(one: Declared) -> pl.Expr:
    if "unit" not in one:
        return pl.lit(1.0)
    factors = {str(unit): float(factor) for unit, factor in one["unit"]["factors"].items()}
    return pl.col(one["unit"]["column"]).cast(pl.String).replace_strict(factors, default=None)


def _words(rows: pl.DataFrame, row: int) -> Mapping[str, object]:
    found = rows.row(row, named=True)
    # The usual figure in the unit of the row itself.
    usual = found["usual"] * abs(found[rows.columns[0]]) / found["size"]
    shown = f"{usual:.6g}" if usual < 1 else f"{usual:.0f}"
    return {
        "times": times_words(found["times"]),
        "others": int(found["count"]) - 1,
        "usual": {language: formats.number(shown, language) for language in LANGUAGES},
    }
