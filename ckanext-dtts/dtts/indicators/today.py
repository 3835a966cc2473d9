"""Observations of former areas as those of the areas of today, all levels at once."""

from __future__ import annotations

import polars as pl

from dtts.indicators.definition import rules, weights
from dtts.indicators.rebase import rebase, weighted_by
from dtts.indicators.transfers import between
from dtts.units import CURRENT_STARTS, FORMER_ENDS, Gazetteer, Level

GEO_VERSION = f"G{CURRENT_STARTS:%Y%m%d}"
# Districts ended without successors.
_LEVELS: tuple[Level, ...] = ("province", "commune")


def on_todays_areas(
    observations: pl.DataFrame, weighed_by: pl.DataFrame, gazetteer: Gazetteer
) -> pl.DataFrame:
    """What `rebase` makes of the observations of areas of before July 2025; `weighed_by` holds the
    observations of the indicators that stand for missing denominators."""
    ready = weighted_by(observations, weighed_by, weights())
    transfers = [
        transfer for level in _LEVELS for transfer in between(gazetteer, FORMER_ENDS, CURRENT_STARTS, level)
    ]
    return rebase(ready, transfers, rules(), GEO_VERSION)
