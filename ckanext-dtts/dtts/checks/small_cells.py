"""Counts so small that they show single persons of a group that the law protects."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from dtts.checks.declared import Declared, chosen, columns_of, declared, figures_of, rule_of
from dtts.checks.problem import Context, Problem
from dtts.registers import COUNTRY


def check_small_cells(context: Context) -> Iterator[Problem]:
    """A count from 1 to below `threshold` of a sensitive group in a place.

    `group` is the column of groups with the values that are `totals` of all; without one the figures are
    counts of such a group themselves. Zero shows nobody, and neither does a cell that says it is suppressed.
    """
    for one in declared(context.schema, "small-cells"):
        if context.has(*columns_of(one)):
            yield from _problems(context, one)


def _problems(context: Context, one: Declared) -> Iterator[Problem]:
    crossed = pl.col(one["place"]).is_not_null() & (pl.col(one["place"]) != COUNTRY)
    if "group" in one:
        crossed &= ~pl.col(one["group"]).is_in(one["totals"])
    for name in figures_of(one):
        small = (pl.col(name) > 0) & (pl.col(name) < one["threshold"])
        yield Problem(
            rule_of(one),
            context.where(chosen(one) & crossed & small) & context.unnamed(name),
            context.schema.field(name),
            {"threshold": one["threshold"]},
            severity=one.get("severity"),
        )
