"""A period whose figures are all those of the period before: sent twice under another name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import polars as pl

from dtts.catalogue import TableSchema
from dtts.checks.declared import Declared, chosen, columns_of, declared, figures_of, rule_of
from dtts.checks.problem import Context, Problem, TableCheck
from dtts.checks.published import Published
from dtts.checks.span import period_text

_LEAST = 10


def repeated_period(schema: TableSchema) -> Iterator[TableCheck]:
    """A look at each group's figures from period to period, then at the periods that were all alike."""
    for one in declared(schema, "repeated-period"):
        columns = tuple(dict.fromkeys((*figures_of(one), *one["period"])))
        tally = _Tally(one, Published(tuple(one["within"]), columns))
        yield TableCheck(columns, tally.count, tally.groups, alone=True)
        yield TableCheck(tuple(one["period"])[:1], tally.problems)


@dataclass
class _Tally:
    """How many figures of each period have one before them, and how many of these are the same."""

    one: Declared
    old: Published
    parts: list[pl.DataFrame] = field(default_factory=list)

    def groups(self, context: Context) -> pl.Series:
        """The group of each row of a batch, told like those of the published version."""
        hashes = self.old.own_hashes(context)
        if not context.has(*columns_of(self.one)):
            return hashes.clear().extend_constant(None, len(hashes))
        return hashes.set(~context.where(chosen(self.one)), None) if "where" in self.one else hashes

    def count(self, context: Context) -> Iterator[Problem]:
        """Adds the groups of one context; finds nothing by itself."""
        assert context.alike is not None
        figures = [name for name in figures_of(self.one) if context.has(name)]
        now = context.typed.with_columns(context.alike.alias("hash"))
        lines = _lines(now, figures, self.one).with_columns(pl.lit(True).alias("sent"))
        if self.old.frame is not None and set(figures) <= set(self.old.frame.columns):
            mine = self.old.frame.filter(pl.col("hash").is_in(context.alike.unique().implode()))
            before = _lines(mine, figures, self.one).with_columns(pl.lit(False).alias("sent"))
            lines = pl.concat([lines, before]).unique(["hash", "period"], keep="first", maintain_order=True)
        self.parts.append(_alike(lines, figures))
        yield from ()

    def problems(self, context: Context) -> Iterator[Problem]:
        """One warning for each period that repeats the one before in every figure."""
        if not self.parts or not context.has(self.one["period"][0]):
            return
        counted = (
            pl.concat(self.parts).group_by("period", "since").agg(pl.col("rows", "same", "filled").sum())
        )
        least = self.one.get("least", _LEAST)
        whole = counted.filter(pl.col("same") == pl.col("rows"), pl.col("filled") >= least).sort("period")
        for period, since, rows in whole.select("period", "since", "filled").iter_rows():
            yield Problem(
                rule_of(self.one),
                pl.Series([True]),
                context.schema.field(self.one["period"][0]),
                {"period": period, "since": since, "rows": rows},
                severity=self.one.get("severity"),
                whole=True,
            )


def _lines(frame: pl.DataFrame, figures: Sequence[str], one: Declared) -> pl.DataFrame:
    values = [pl.col(name).cast(pl.Float64) for name in figures]
    return frame.select("hash", period_text(one["period"]), *values).drop_nulls("period")


def _alike(lines: pl.DataFrame, figures: Sequence[str]) -> pl.DataFrame:
    """By period and the one before: rows, those with the same figures, those of these that say something."""
    # Sorted so, the row above is the period before of the same group, or one of another group.
    ordered = lines.sort("hash", "period")
    same = pl.all_horizontal([pl.col(name).eq_missing(pl.col(name).shift()) for name in figures])
    filled = pl.any_horizontal([pl.col(name).fill_null(0) != 0 for name in figures])
    return (
        ordered.with_columns(
            pl.col("period").shift().alias("since"),
            (pl.col("hash") == pl.col("hash").shift()).alias("again"),
            same.alias("same"),
            (same & filled).alias("filled"),
        )
        .filter("again", "sent")
        .group_by("period", "since")
        .agg(pl.len().alias("rows"), pl.col("same").sum(), pl.col("filled").sum())
    )
