"""Wholes that must be the sum of their parts: of communes, sexes, groups, projects, indicators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import polars as pl

from dtts import formats
from dtts.catalogue import TableSchema, indicators
from dtts.checks.declared import Declared, chosen, columns_of, declared, figures_of, rule_of
from dtts.checks.parts import JOINED, Label, labels_of, parts_of
from dtts.checks.printed import allowed, decimals
from dtts.checks.problem import Context, Problem, TableCheck
from dtts.checks.types.column import never
from dtts.report import LANGUAGES

_NAMED = 3
_SEEDS = (0, 1)
_EQUAL = {"vi": "khác tổng {count} phần", "en": "is not the sum of its {count} parts"}
_MORE = {"vi": "nhỏ hơn tổng {count} phần đã có", "en": "is less than the sum of the {count} parts given"}


def parts_sum(schema: TableSchema) -> Iterator[TableCheck]:
    """A look at the figures, their key and the column that parts them, for each declaration."""
    for one in declared(schema, "parts-sum"):
        yield TableCheck(columns_of(one), partial(check_parts_sum, one))


def check_parts_sum(one: Declared, context: Context) -> Iterator[Problem]:
    """A whole that differs from the sum of its parts where all of them are there.

    A missing part is not zero: then nothing is claimed, unless the parts given exceed the whole already (none
    of them below zero) or the declaration says that those given are `complete`. With `tolerance` "printed"
    each figure may be off by half a unit of its last printed decimal; a number is allowed for the whole.
    """
    if not context.has(*columns_of(one)):
        return
    parts = parts_of(context, one)
    lines = _lines(context, one)
    present = parts.filter(
        pl.col("whole").is_in(lines["by"].unique().implode())
        & pl.col("part").is_in(lines["by"].unique().implode())
    )
    if present.is_empty():
        return
    needed = parts.filter("required").group_by("set", "whole").agg(pl.len().alias("needed"))
    for name in figures_of(one):
        sums = _sums(lines.filter(pl.col(name).is_not_null()), present, name)
        yield _problem(context, one, name, _Sums(_off(sums.join(needed, on=["set", "whole"]), one), present))


def _lines(context: Context, one: Declared) -> pl.DataFrame:
    """The rows that can be a whole or a part: their group as two hashes, which no two groups share by chance,
    the value that parts them as `by`, the figures and how many decimals each is printed with."""
    by = [one["by"]] if isinstance(one["by"], str) else list(one["by"])
    group = pl.struct([pl.col(name) for name in one["within"]])
    value = pl.concat_str([pl.col(name).cast(pl.String).fill_null("") for name in by], separator=JOINED)
    figures = figures_of(one)
    hashes = (group.hash(seed).alias(f"group{seed}") for seed in _SEEDS)
    return (
        context.typed.with_columns(decimals(context, name) for name in figures)
        .with_row_index("row")
        .filter(chosen(one), _addable(one))
        .select("row", *hashes, value.alias("by"), *figures, *(f"{name}:decimals" for name in figures))
    )


def _addable(one: Declared) -> pl.Expr:
    """Rows of indicators that are sums over their parts; a rate or a mean is none."""
    if "indicator" not in one:
        return pl.lit(True)
    sums = [code for code, defined in indicators().items() if defined["aggregation"] == "sum"]
    return pl.col(one["indicator"]).is_in(sums)


def _sums(lines: pl.DataFrame, present: pl.DataFrame, name: str) -> pl.DataFrame:
    """Every whole of the figure beside the sum of the parts that its group has."""
    groups = [f"group{seed}" for seed in _SEEDS]
    kept = lines.select(
        "row", *groups, "by", pl.col(name).alias("value"), pl.col(f"{name}:decimals").alias("d")
    )
    added = (
        kept.join(present, left_on="by", right_on="part", how="inner")
        .group_by(*groups, "set", "whole")
        .agg(
            pl.col("value").sum().alias("sum"),
            pl.col("value").min().alias("least"),
            pl.col("d").max().alias("part_decimals"),
            pl.len().alias("count"),
            pl.col("required").sum().alias("got"),
        )
    )
    return kept.join(added, left_on=[*groups, "by"], right_on=[*groups, "whole"], how="inner").rename(
        {"by": "whole"}
    )


def _off(sums: pl.DataFrame, one: Declared) -> pl.DataFrame:
    """The wholes that do not agree, one of each row."""
    digits = pl.max_horizontal("d", "part_decimals")
    limit = allowed(one, pl.col("count") + 1, digits, pl.col("value"))
    off = pl.col("value") - pl.col("sum")
    whole = pl.lit(bool(one.get("complete"))) | (pl.col("got") == pl.col("needed"))
    exceeded = ~whole & (pl.col("least") >= 0) & (off < -limit)
    return (
        sums.with_columns(off.alias("off"), whole.alias("all"))
        .filter((pl.col("all") & (off.abs() > limit)) | exceeded)
        .sort("row", "set")
        .unique("row", keep="first", maintain_order=True)
    )


@dataclass(frozen=True, eq=False)
class _Sums:
    """Wholes that are off, in the order of their rows, and the parts that tables have of each."""

    off: pl.DataFrame
    present: pl.DataFrame

    def of(self, row: int) -> Mapping[str, Any]:
        """What was found in a row."""
        return self.off.row(int(self.off["row"].search_sorted(row)), named=True)


def _problem(context: Context, one: Declared, name: str, found: _Sums) -> Problem:
    mask = never(context.typed.height)
    if found.off.height:
        mask = mask.scatter(found.off["row"], True)
    label = labels_of(context, one)
    return Problem(
        rule_of(one),
        mask,
        context.schema.field(name),
        row_words=lambda row: _words(label, found, row),
        severity=one.get("severity"),
    )


def _words(label: Label, found: _Sums, row: int) -> Mapping[str, object]:
    off = found.of(row)
    parts = found.present.filter(set=off["set"], whole=off["whole"])["part"].to_list()
    relation = _EQUAL if off["all"] else _MORE
    decimals = max(off["d"], off["part_decimals"])
    return {
        "whole": {lang: label(off["whole"], lang) for lang in LANGUAGES},
        "relation": {
            lang: relation[lang].format(count=formats.number(off["count"], lang)) for lang in LANGUAGES
        },
        "parts": {
            lang: _listed([label(part, lang) for part in parts[:_NAMED]], len(parts)) for lang in LANGUAGES
        },
        "sum": {lang: formats.number(_plain(off["sum"], decimals), lang) for lang in LANGUAGES},
        "off": {lang: formats.number(_plain(abs(off["off"]), decimals), lang) for lang in LANGUAGES},
    }


def _plain(amount: float, decimals: int) -> str:
    return f"{amount:.{decimals}f}"


def _listed(shown: Sequence[str], count: int) -> str:
    return ", ".join([*shown, "…"] if count > len(shown) else shown)
