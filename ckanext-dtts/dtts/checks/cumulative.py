"""Cumulative figures, which grow or stay and never fall."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import polars as pl

from dtts import formats
from dtts.catalogue import TableSchema
from dtts.checks.declared import Declared, declared, figures_of, rule_of
from dtts.checks.groups import group_hash
from dtts.checks.problem import Context, Problem, TableCheck
from dtts.checks.span import period_text
from dtts.report import LANGUAGES


def cumulative(schema: TableSchema) -> Iterator[TableCheck]:
    """A look at the figures of each group in the order of their periods."""
    for one in declared(schema, "cumulative"):
        columns = tuple(dict.fromkeys((*figures_of(one), *one["period"])))
        yield TableCheck(columns, partial(_check, one), alike=partial(group_hash, one))


def _check(one: Declared, context: Context) -> Iterator[Problem]:
    """A figure below the one of an earlier period of its group; a group that starts anew each year has the
    year `within`."""
    assert context.alike is not None
    for name in filter(context.has, figures_of(one)):
        lines = (
            context.typed.select(pl.col(name).cast(pl.Float64).alias("value"), period_text(one["period"]))
            .with_columns(context.alike.alias("group"))
            .with_row_index("row")
            .filter(pl.col("value").is_not_null())
            .sort("group", "period")
            .with_columns(
                pl.col("value").shift().alias("before"),
                pl.col("period").shift().alias("since"),
                # Sorted so, the row above is the period before of the same group, or one of another group.
                (pl.col("group") == pl.col("group").shift()).alias("again"),
            )
        )
        later = pl.col("again") & (pl.col("period") > pl.col("since"))
        fallen = lines.filter(later & (pl.col("value") < pl.col("before"))).sort("row")
        mask = pl.repeat(False, context.typed.height, dtype=pl.Boolean, eager=True)
        yield Problem(
            rule_of(one),
            (mask.scatter(fallen["row"], True) if fallen.height else mask) & context.unnamed(name),
            context.schema.field(name),
            row_words=partial(_words, fallen),
            severity=one.get("severity"),
        )


def _words(fallen: pl.DataFrame, row: int) -> Mapping[str, object]:
    found = fallen.row(int(fallen["row"].search_sorted(row)), named=True)
    before = f"{found['before']:.6f}".rstrip("0").rstrip(".")
    return {
        "before": {language: formats.number(before, language) for language in LANGUAGES},
        "since": found["since"],
    }
