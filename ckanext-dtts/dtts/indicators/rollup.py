"""Values up the dated tree of places, and over disaggregations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from dtts.errors import UsageError
from dtts.indicators.combine import Rule, combine
from dtts.indicators.transfers import Transfer
from dtts.units import Gazetteer, Level

COUNTRY = "VN"
_TOTAL = "_T"


def roll_up(
    observations: pl.DataFrame, tree: Sequence[Transfer] | pl.DataFrame, rules: Mapping[str, Rule]
) -> pl.DataFrame:
    """The values of the places above, from those directly below that `tree` names; rows as of `combine`.

    A place of which one part has no value has none; COVERAGE_N and COVERAGE_D say how many have.
    """
    return combine(observations, tree, rules, with_max=True)


def total_over(
    observations: pl.DataFrame, dimension: str, parts: Sequence[str], rules: Mapping[str, Rule]
) -> pl.DataFrame:
    """The total `_T` of a dimension from `parts` that do not overlap, such as M and F of SEX."""
    if _TOTAL in parts:
        raise UsageError(f"{_TOTAL} is the total of {dimension} and no part of it")
    return combine(
        observations, [Transfer(part, _TOTAL) for part in parts], rules, dimension=dimension, with_max=True
    )


def tree_on(gazetteer: Gazetteer, on: date, below: Level, above: Level | None) -> tuple[Transfer, ...]:
    """Every place of the level `below` to the one of the level `above` that it lies in on a day; to the
    country with None. Communes of before July 2025 go straight to their province when that is asked for."""
    found = []
    for unit in gazetteer.in_force(on, below):
        upper = next((each for each in gazetteer.upwards(unit, on) if each.level == above), None)
        if above is None or upper is not None:
            found.append(Transfer(unit.area_id, upper.area_id if upper else COUNTRY))
    return tuple(found)
