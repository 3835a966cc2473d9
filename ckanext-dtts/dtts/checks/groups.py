"""Rows of one group, told by a hash that each batch gives: what they are made of need not be held."""

from __future__ import annotations

import polars as pl

from dtts.catalogue import indicators
from dtts.checks.declared import Declared, chosen, columns_of
from dtts.checks.problem import Context

_NOBODY = pl.lit(None, dtype=pl.UInt64)


def group_hash(one: Declared, context: Context) -> pl.Series:
    """The hash of the columns `within` of each row that the declaration is about, null for any other row.

    Two groups of a million share 64 bits by chance once in 40 million tables.
    """
    if not context.has(*columns_of(one)):
        return pl.repeat(None, context.typed.height, dtype=pl.UInt64, eager=True)
    group = pl.struct([pl.lit(""), *(pl.col(name) for name in one["within"])]).hash()
    rows = chosen(one) & _addable(one)
    return context.typed.select(pl.when(rows).then(group).otherwise(_NOBODY).alias("group")).to_series()


def _addable(one: Declared) -> pl.Expr:
    """Rows of indicators that are sums over their parts; a rate or a mean is none."""
    if "indicator" not in one:
        return pl.lit(True)
    sums = [code for code, defined in indicators().items() if defined["aggregation"] == "sum"]
    return pl.col(one["indicator"]).is_in(sums)
