"""Which numbers moved most, and which look as if their unit was mistaken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from dtts.checks.times import thousands
from dtts.revisions.difference import Move, Number
from dtts.revisions.figures import Figure
from dtts.revisions.pairs import Pairs
from dtts.revisions.side import Side

MOST = 8
"""Moves kept of a column: so many by size, by share, and of those that look like a mistaken unit."""


@dataclass(frozen=True)
class Moved:
    """What moved in a column: the kept moves, and how many of all look like a mistaken unit."""

    kept: tuple[Move, ...]
    suspicious: int


def moved(previous: Side, current: Side, pairs: Pairs, figure: Figure, key: tuple[str, ...]) -> Moved:
    """The moves of one column over the rows of both versions."""
    frame = _compared(previous, current, pairs, figure)
    suspicious = frame.filter("suspicious")
    by_size = frame.sort(pl.col("delta").abs(), descending=True, maintain_order=True).head(MOST)
    by_share = frame.filter(pl.col("share").is_finite())
    by_share = by_share.sort(pl.col("share").abs(), descending=True, maintain_order=True).head(MOST)
    worst = suspicious.sort(pl.col("delta").abs(), descending=True, maintain_order=True).head(MOST)
    kept = pl.concat([by_size, by_share, worst]).unique("pair", maintain_order=True)
    return Moved(tuple(_moves(kept, previous, current, pairs, figure, key)), suspicious.height)


def _compared(previous: Side, current: Side, pairs: Pairs, figure: Figure) -> pl.DataFrame:
    """The pairs whose number moved, with the number before in the unit of now."""
    frame = pl.DataFrame(
        {
            "pair": pl.int_range(len(pairs.after), dtype=pl.UInt32, eager=True),
            "before": _numbers(previous.column(figure.field, pairs.before)),
            "after": _numbers(current.column(figure.field, pairs.after)),
            "ratio": _ratio(previous, current, pairs, figure),
        }
    )
    base = pl.col("before") * pl.col("ratio")
    delta = pl.col("after") - base
    frame = frame.filter(base.is_finite() & pl.col("after").is_finite() & (delta != 0))
    return frame.with_columns(
        delta.alias("delta"),
        (delta / base.abs()).alias("share"),
        thousands(pl.col("after") / base).is_not_null().alias("suspicious"),
    )


def _numbers(column: pl.Series) -> pl.Series:
    return column.cast(pl.Float64, strict=False)


def _ratio(previous: Side, current: Side, pairs: Pairs, figure: Figure) -> pl.Series:
    """How many of the unit of now one of the unit before is: 1 where it stayed, null where that is not
    known, so that figures in different units are never set beside each other."""
    ratio = pl.repeat(1.0, len(pairs.after), dtype=pl.Float64, eager=True)
    for name in figure.unit_columns:
        if name not in previous.dtypes or name not in current.dtypes:
            continue
        before = previous.column(name, pairs.before).cast(pl.String)
        after = current.column(name, pairs.after).cast(pl.String)
        known = _factor(before, figure) / _factor(after, figure)
        ratio = ratio.zip_with(before.eq_missing(after), known)
    return ratio


def _factor(units: pl.Series, figure: Figure) -> pl.Series:
    return units.replace_strict(figure.factors or {"": 0.0}, default=None, return_dtype=pl.Float64)


def _moves(
    kept: pl.DataFrame, previous: Side, current: Side, pairs: Pairs, figure: Figure, key: tuple[str, ...]
) -> Iterator[Move]:
    before, after = pairs.before.gather(kept["pair"]), pairs.after.gather(kept["pair"])
    keys = current.rows(key, after)
    units = _units(current, after, figure)
    units_before = _units(previous, before, figure)
    for row, own, unit, then in zip(kept.iter_rows(named=True), keys, units, units_before, strict=True):
        yield Move(
            key=own,
            field=figure.field,
            before=whole(row["before"]),
            after=whole(row["after"]),
            delta=whole(row["delta"]),
            share=row["share"] if row["before"] else None,
            unit=unit,
            unit_before=then if then != unit else (),
            suspicious=bool(row["suspicious"]),
        )


def _units(side: Side, rows: pl.Series, figure: Figure) -> list[tuple[str, ...]]:
    if figure.fixed is not None:
        return [(figure.fixed,)] * len(rows)
    columns = [name for name in figure.unit_columns if name in side.dtypes]
    if not columns:
        return [()] * len(rows)
    texts = side.frame(columns, rows).select(pl.all().cast(pl.String).fill_null(""))
    return [tuple(row) for row in texts.iter_rows()]


def whole(value: float) -> Number:
    """12.0 as 12, as in the canonical CSV."""
    return int(value) if value.is_integer() and abs(value) < 1e15 else value
