"""A series of former areas as a series of the areas of another day, never a line drawn over a change.

As-reported rows are never changed; what is made here is derived, names the changes that it rests on and can
be made again. Targets stay with the areas that they were set for: nobody but a decision can hand them on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from dtts.indicators.combine import Rule, combine
from dtts.indicators.transfers import Transfer

_COMPARABILITY = {
    "copied": "FULL",
    "exact": "REBASED_EXACT",
    "estimated": "REBASED_EST",
    "not-computable": "NOT_COMP",
}
_AS_REPORTED = "ASREP"
_TARGET = "TGT"


def rebase(
    observations: pl.DataFrame, transfers: Sequence[Transfer], rules: Mapping[str, Rule], geo_version: str
) -> pl.DataFrame:
    """The as-reported values of the areas that `transfers` hand on, under `geo_version` (`G20250701`).

    Rows as of `combine`, with COMPARABILITY; a cell that lacks a part has none, but its coverage says so.
    """
    reported = observations.filter(
        (pl.col("GEO_VERSION") == _AS_REPORTED) & (pl.col("VALUE_TYPE") != _TARGET)
    )
    made = combine(reported, transfers, rules)
    comparability = pl.col("METHOD").replace_strict(_COMPARABILITY, default=None, return_dtype=pl.String)
    return made.with_columns(GEO_VERSION=pl.lit(geo_version), COMPARABILITY=comparability)


def weighted_by(
    observations: pl.DataFrame, weights: pl.DataFrame, weight_of: Mapping[str, str]
) -> pl.DataFrame:
    """The observations with a denominator from another series where they have none of their own.

    `weight_of` names the indicator of `weights` by the indicator that it weighs; area and period must agree.
    """
    pairs = pl.DataFrame(
        {"INDICATOR": list(weight_of), "weight": list(weight_of.values())},
        schema={"INDICATOR": pl.String, "weight": pl.String},
    )
    amounts = weights.filter(pl.col("VALUE_TYPE") == "ACT").select(
        "REF_AREA",
        "GEO_VERSION",
        "TIME_PERIOD",
        pl.col("INDICATOR").alias("weight"),
        (pl.col("OBS_VALUE") * 10.0 ** pl.col("UNIT_MULT")).alias("amount"),
    )
    joined = observations.join(pairs, on="INDICATOR", how="left").join(
        amounts, on=["REF_AREA", "GEO_VERSION", "TIME_PERIOD", "weight"], how="left"
    )
    own = pl.col("DENOMINATOR") if "DENOMINATOR" in observations.columns else pl.lit(None, pl.Float64)
    return joined.with_columns(DENOMINATOR=pl.coalesce(own, "amount")).drop("weight", "amount")
