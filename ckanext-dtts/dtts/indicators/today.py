"""Observations of former areas as those of the areas of today and the other way round, all levels at once."""

from __future__ import annotations

from collections import Counter

import polars as pl

from dtts.indicators.definition import rules, weights
from dtts.indicators.rebase import rebase, weighted_by
from dtts.indicators.transfers import Transfer, between
from dtts.units import CURRENT_STARTS, FORMER_ENDS, Gazetteer, Level

GEO_VERSION = f"G{CURRENT_STARTS:%Y%m%d}"
FORMER_VERSION = f"G{FORMER_ENDS:%Y%m%d}"
# Districts ended without successors.
_LEVELS: tuple[Level, ...] = ("province", "commune")


def on_todays_areas(
    observations: pl.DataFrame, weighed_by: pl.DataFrame, gazetteer: Gazetteer
) -> pl.DataFrame:
    """What `rebase` makes of the observations of areas of before July 2025; `weighed_by` holds the
    observations of the indicators that stand for missing denominators."""
    ready = weighted_by(observations, weighed_by, weights())
    return rebase(ready, _transfers(gazetteer), rules(), GEO_VERSION)


def on_former_areas(observations: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    """What `rebase` makes of the observations of today's areas for those of before July 2025: only of areas
    whose extent is that of one former area, for no figure of a merged one says what its parts had."""
    transfers = _transfers(gazetteer)
    olds, news = (Counter(getattr(each, end) for each in transfers) for end in ("old", "new"))
    back = [
        Transfer(each.new, each.old, changes=each.changes)
        for each in transfers
        if each.share == 1 and olds[each.old] == news[each.new] == 1
    ]
    return rebase(observations, back, rules(), FORMER_VERSION)


def _transfers(gazetteer: Gazetteer) -> list[Transfer]:
    return [
        transfer for level in _LEVELS for transfer in between(gazetteer, FORMER_ENDS, CURRENT_STARTS, level)
    ]
