"""Half-years as years: what happened in them is added, what stood at their end is that of the last."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dtts.indicators.combine import Rule, combine
from dtts.indicators.transfers import Transfer

_FLOW = "P"
_LAST = ("K", "C", "S")


def yearly(observations: pl.DataFrame, rules: Mapping[str, Rule]) -> pl.DataFrame:
    """The values of whole years, rows as of `combine`; a year that lacks a half has none.

    CUMULATION decides: P (in the period) is the sum of both halves; of K (a stock), C (since January) and S
    (since the programme's start) the second half's value is the year's. Anything else makes no year.
    """
    halves = observations.filter(pl.col("FREQ") == "S").with_columns(FREQ=pl.lit("A"))
    periods = halves["TIME_PERIOD"].unique().sort().to_list()
    years = sorted({period[:4] for period in periods})
    both = [Transfer(f"{year}-S{half}", year) for year in years for half in (1, 2)]
    second = [transfer for transfer in both if transfer.old.endswith("-S2")]
    flows = combine(halves.filter(pl.col("CUMULATION") == _FLOW), both, rules, dimension="TIME_PERIOD")
    lasts = combine(halves.filter(pl.col("CUMULATION").is_in(_LAST)), second, rules, dimension="TIME_PERIOD")
    return pl.concat([flows, lasts])
