"""Wholes that must be the sum of their parts: of communes, sexes, groups, projects, indicators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from functools import cached_property, partial
from typing import Any

import polars as pl

from dtts import formats
from dtts.catalogue import TableSchema
from dtts.checks.declared import Declared, declared, figures_of, rule_of
from dtts.checks.groups import group_hash
from dtts.checks.parts import JOINED, Label, labels_of, need_parts, parts_of
from dtts.checks.printed import allowed, decimals
from dtts.checks.problem import Context, Problem, TableCheck
from dtts.checks.types.column import never
from dtts.report import LANGUAGES

_NAMED = 3
_EQUAL = {"vi": "khác tổng {count} phần", "en": "is not the sum of its {count} parts"}
_MORE = {"vi": "nhỏ hơn tổng {count} phần đã có", "en": "is less than the sum of the {count} parts given"}


def parts_sum(schema: TableSchema) -> Iterator[TableCheck]:
    """A look at the figures and the column that parts them, group by group, for each declaration."""
    for one in declared(schema, "parts-sum"):
        need_parts(one)
        columns = tuple(dict.fromkeys((*figures_of(one), *_by(one))))
        seen = _Seen(one)
        yield TableCheck(columns, partial(check_parts_sum, one), alike=seen.groups, wanted=seen.sums)


@dataclass
class _Seen:
    """Which values the batches have had in the column that parts the figures."""

    one: Declared
    values: set[str] = attribute(default_factory=set)
    parts: pl.DataFrame | None = None

    def groups(self, context: Context) -> pl.Series:
        """The group of each row of a batch."""
        if self.parts is None:
            self.parts = parts_of(context, self.one)
        if context.has(*_by(self.one)):
            self.values.update(context.typed.select(_value(self.one)).to_series().unique())
        return group_hash(self.one, context)

    def sums(self) -> bool:
        """Whether any whole and a part of it have been there."""
        values = pl.Series(list(self.values), dtype=pl.String)
        return self.parts is not None and not _present(self.parts, values).is_empty()


def check_parts_sum(one: Declared, context: Context) -> Iterator[Problem]:
    """A whole that differs from the sum of its parts where all of them are there.

    A missing part is not zero: then nothing is claimed, unless the parts given exceed the whole already (none
    of them below zero) or the declaration says that those given are `complete`. With `tolerance` "printed"
    each figure may be off by half a unit of its last printed decimal; a number is allowed for the whole.
    """
    parts = parts_of(context, one)
    lines = _lines(context, one)
    present = _present(parts, lines["by"].unique())
    if present.is_empty():
        return
    needed = parts.filter("required").group_by("set", "whole").agg(pl.len().alias("needed"))
    for name in figures_of(one):
        sums = _sums(lines.filter(pl.col(name).is_not_null()), present, name)
        yield _problem(context, one, name, _Sums(_off(sums.join(needed, on=["set", "whole"]), one), present))


def _present(parts: pl.DataFrame, values: pl.Series) -> pl.DataFrame:
    """The parts that are among the values together with their whole."""
    known = values.implode()
    return parts.filter(pl.col("whole").is_in(known) & pl.col("part").is_in(known))


def _by(one: Declared) -> tuple[str, ...]:
    return (one["by"],) if isinstance(one["by"], str) else tuple(one["by"])


def _lines(context: Context, one: Declared) -> pl.DataFrame:
    """Each row's group, the value that parts it as `by`, the figures and how many decimals each has."""
    figures = figures_of(one)
    return (
        context.typed.with_columns(decimals(context, name) for name in figures)
        .with_row_index("row")
        .select("row", _value(one).alias("by"), *figures, *(f"{name}:decimals" for name in figures))
        .with_columns(_group(context))
    )


def _value(one: Declared) -> pl.Expr:
    """What parts the figures, as one text."""
    return pl.concat_str([pl.col(name).cast(pl.String).fill_null("") for name in _by(one)], separator=JOINED)


def _group(context: Context) -> pl.Series:
    assert context.alike is not None
    return context.alike.alias("group")


def _sums(lines: pl.DataFrame, present: pl.DataFrame, name: str) -> pl.DataFrame:
    """Every whole of the figure beside the sum of the parts that its group has."""
    kept = lines.select(
        "row", "group", "by", pl.col(name).alias("value"), pl.col(f"{name}:decimals").alias("d")
    )
    added = (
        kept.join(present, left_on="by", right_on="part", how="inner")
        .group_by("group", "set", "whole")
        .agg(
            pl.col("value").sum().alias("sum"),
            pl.col("value").min().alias("least"),
            pl.col("d").max().alias("part_decimals"),
            pl.len().alias("count"),
            pl.col("required").sum().alias("got"),
        )
    )
    return kept.join(added, left_on=["group", "by"], right_on=["group", "whole"], how="inner").rename(
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

    @cached_property
    def parts(self) -> Mapping[tuple[str, str], list[str]]:
        """The parts of each whole, by set and whole."""
        grouped = self.present.group_by("set", "whole", maintain_order=True).agg("part")
        return {(name, whole): parts for name, whole, parts in grouped.rows()}


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
    parts = found.parts[off["set"], off["whole"]]
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
