"""The one place that holds several."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from dtts.units import Gazetteer, Unit

COUNTRY = "VN"


def holding(area_ids: Iterable[str], gazetteer: Gazetteer) -> str | None:
    """The smallest unit that all the places belong to, or the country; None when the registers know none of
    them, or when units of before and since July 2025 stand side by side and nothing but the country has both.
    """
    named = set(area_ids)
    if COUNTRY in named:
        return COUNTRY
    units = [unit for area_id in named if (unit := gazetteer.place(area_id))]
    if not units:
        return None
    common = reduce(_shared, (gazetteer.above(unit) for unit in units))
    return common[0] if common else _country(units)


def known(texts: Iterable[str], gazetteer: Gazetteer) -> list[str]:
    """The area ids among texts, in their order."""
    return sorted(text for text in texts if text == COUNTRY or gazetteer.place(text))


def _shared(chain: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(area_id for area_id in chain if area_id in other)


def _country(units: list[Unit]) -> str | None:
    return COUNTRY if len({unit.epoch for unit in units}) == 1 else None


def outside(area_ids: Iterable[str], areas: Iterable[str], gazetteer: Gazetteer) -> list[str]:
    """Those of the places that lie in none of `areas`, in their order; a place that no register knows is
    in none."""
    within = set(areas)
    if COUNTRY in within:
        return []
    return [area_id for area_id in area_ids if within.isdisjoint(_chain(area_id, gazetteer))]


def _chain(area_id: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    unit = gazetteer.place(area_id)
    return gazetteer.above(unit) if unit else (area_id,)
