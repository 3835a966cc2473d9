"""Headings of an outline table that must be the sum of the lines right below them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import polars as pl

from dtts import formats
from dtts.catalogue import TableSchema
from dtts.checks.declared import Declared, declared, figures_of, rule_of
from dtts.checks.groups import group_hash
from dtts.checks.printed import allowed, decimals
from dtts.checks.problem import Context, Problem, TableCheck
from dtts.checks.types.column import never
from dtts.report import LANGUAGES

_DEEPEST = 9


def outline_sum(schema: TableSchema) -> Iterator[TableCheck]:
    """A look at the figures, their levels and their order, for each declaration."""
    for one in declared(schema, "outline-sum"):
        columns = (*figures_of(one), one["level"], one["order"])
        yield TableCheck(columns, partial(check_outline_sum, one), alike=partial(group_hash, one))


def check_outline_sum(one: Declared, context: Context) -> Iterator[Problem]:
    """A heading (A, I, 1) that differs from the sum of the lines one level below, up to the next heading.

    `level` counts from 0 for the total, `order` is the place of the line. With a line empty nothing is
    claimed, unless `missing` is "zero": in accounts an empty cell says that nothing was spent. See `allowed`
    for `tolerance`.
    """
    assert context.alike is not None
    lines = (
        context.typed.with_columns(decimals(context, name) for name in figures_of(one))
        .with_row_index("row")
        .with_columns(context.alike.alias("group"))
        .filter(pl.col(one["level"]).is_not_null())
        .sort("group", one["order"])
    )
    lines = lines.with_columns(_heading(one, int(lines[one["level"]].max() or 0)))
    for name in figures_of(one):
        off = _off(lines, one, name)
        yield Problem(
            rule_of(one),
            never(context.typed.height).scatter(off["row"], True)
            if off.height
            else never(context.typed.height),
            context.schema.field(name),
            row_words=partial(_words, off),
            severity=one.get("severity"),
        )


def _heading(one: Declared, deepest: int) -> pl.Expr:
    """The row of the heading right above each line, null where a level is skipped between them."""
    level = pl.col(one["level"])
    above = pl.lit(None, dtype=pl.UInt32)
    for depth in range(1, min(deepest, _DEEPEST) + 1):
        last = (
            pl.when(level < depth).then(pl.struct("row", level.alias("level"))).forward_fill().over("group")
        )
        heading = pl.when(last.struct.field("level") == depth - 1).then(last.struct.field("row"))
        above = pl.when(level == depth).then(heading).otherwise(above)
    return above.alias("heading")


def _off(lines: pl.DataFrame, one: Declared, name: str) -> pl.DataFrame:
    """Headings whose lines do not add up."""
    value, digits = pl.col(name), pl.col(f"{name}:decimals")
    added = (
        lines.filter(pl.col("heading").is_not_null())
        .group_by("heading")
        .agg(
            value.sum().alias("sum"),
            value.null_count().alias("empty"),
            value.len().alias("count"),
            digits.max().alias("part_decimals"),
        )
    )
    kept = lines.select("row", value.alias("value"), digits.alias("d"))
    joined = kept.join(added, left_on="row", right_on="heading", how="inner")
    places = pl.max_horizontal("d", "part_decimals")
    limit = allowed(one, pl.col("count") + 1, places, pl.col("value"))
    off = pl.col("value") - pl.col("sum")
    told = pl.lit(True) if one.get("missing") == "zero" else pl.col("empty") == 0
    return (
        joined.with_columns(off.alias("off"), places.alias("places"))
        .filter(told, off.abs() > limit)
        .sort("row")
    )


def _words(off: pl.DataFrame, row: int) -> Mapping[str, object]:
    found: Mapping[str, Any] = off.row(int(off["row"].search_sorted(row)), named=True)
    shown = {name: f"{abs(found[name]):.{found['places']}f}" for name in ("sum", "off")}
    return {
        "lines": int(found["count"]),
        **{name: {lang: formats.number(text, lang) for lang in LANGUAGES} for name, text in shown.items()},
    }
