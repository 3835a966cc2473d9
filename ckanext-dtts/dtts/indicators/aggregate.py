"""Observations summed up the tree of places that their own day had, and over disaggregations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

import polars as pl

from dtts.errors import UsageError
from dtts.indicators.combine import Rule
from dtts.indicators.rollup import roll_up, total_over, tree_on
from dtts.indicators.transfers import Transfer, as_frame
from dtts.periods import Period, parse
from dtts.units import LEVELS, Gazetteer, Level

PARTS: Mapping[str, tuple[str, ...]] = {
    "SEX": ("M", "F"),
    "ETHNIC_GROUP": ("KINH", "DTTS"),
    "COMMUNE_REGION": ("I", "II", "III", "OUT"),
}
"""Parts that make up a whole and do not overlap, by the dimension whose `_T` they add up to."""
_AS_REPORTED = "ASREP"


def aggregate(
    observations: pl.DataFrame,
    gazetteer: Gazetteer,
    above: Level | None,
    rules: Mapping[str, Rule],
    *,
    below: Level | None = None,
    over: Sequence[str] = (),
) -> pl.DataFrame:
    """The values of the places of a level (of the country with None), rows as of `combine`.

    They are made of the places of the level `below`; unless it is named, of the smallest that an indicator
    has. `over` names dimensions whose parts are summed first. Every row goes up the tree of its own day: the
    end of its period, or the day of its GEO_VERSION. A hidden part hides its whole, so that every value
    shown is made of shown ones, and no difference of sums tells what its parts do not.
    """
    given = observations
    for dimension in over:
        given = _summed(given, dimension, rules)
    parts = _of_level(given, gazetteer, below, above)
    made = [roll_up(rows, tree, rules) for tree, rows in _by_tree(parts, gazetteer, above)]
    return pl.concat(made) if made else roll_up(parts, (), rules)


def _summed(observations: pl.DataFrame, dimension: str, rules: Mapping[str, Rule]) -> pl.DataFrame:
    if dimension not in PARTS:
        raise UsageError(f"{dimension!r} has no parts that add up; use one of: {', '.join(PARTS)}")
    return total_over(observations, dimension, PARTS[dimension], rules)


def _of_level(
    observations: pl.DataFrame, gazetteer: Gazetteer, below: Level | None, above: Level | None
) -> pl.DataFrame:
    """Rows of places of one level for each indicator, with it in `level`."""
    highest = LEVELS.index(above) + 1 if above else 0
    leveled = observations.join(_levels(gazetteer), on="REF_AREA").filter(pl.col("level") >= highest)
    if below:
        return leveled.filter(pl.col("level") == LEVELS.index(below))
    return leveled.filter(pl.col("level") == pl.col("level").max().over("INDICATOR"))


@lru_cache(maxsize=2)
def _levels(gazetteer: Gazetteer) -> pl.DataFrame:
    found = {unit.area_id: LEVELS.index(unit.level) for unit in gazetteer.units}
    return pl.DataFrame({"REF_AREA": list(found), "level": list(found.values())})


def _by_tree(
    parts: pl.DataFrame, gazetteer: Gazetteer, above: Level | None
) -> list[tuple[pl.DataFrame, pl.DataFrame]]:
    """Rows by the tree that they go up; days with the same tree go together."""
    kinds = parts.select("GEO_VERSION", "TIME_PERIOD", "level").unique().sort(pl.all())
    trees: dict[int, pl.DataFrame] = {}
    found: dict[int, list[tuple[str, str, int]]] = {}
    for version, period, level in kinds.rows():
        tree = _tree(gazetteer, _day(version, period), LEVELS[level], above)
        trees[id(tree)] = tree
        found.setdefault(id(tree), []).append((version, period, level))
    schema = ["GEO_VERSION", "TIME_PERIOD", "level"]
    return [
        (trees[known], parts.join(pl.DataFrame(same, schema=schema, orient="row"), on=schema, how="semi"))
        for known, same in found.items()
    ]


@lru_cache(maxsize=64)
def _tree(gazetteer: Gazetteer, on: date, below: Level, above: Level | None) -> pl.DataFrame:
    """Days with equal trees share one, so that nobody has to compare ten thousand entries again."""
    return _shared(tree_on(gazetteer, on, below, above))


@lru_cache(maxsize=16)
def _shared(tree: tuple[Transfer, ...]) -> pl.DataFrame:
    """As a frame, the making of which takes longer than a sum."""
    return as_frame(tree)


def _day(version: str, period: str) -> date:
    """The day whose places a row is of."""
    if version != _AS_REPORTED:
        return date(int(version[1:5]), int(version[5:7]), int(version[7:9]))
    read = parse(period)
    if not isinstance(read, Period):
        raise UsageError(f"{period!r} is no period, so that no day tells which places it is of")
    return read.end
