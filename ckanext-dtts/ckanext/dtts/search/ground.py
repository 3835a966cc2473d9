"""The places that a dataset lies in, through the change of July 2025: what a search by place goes by."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from ckanext.dtts.registers import gazetteer
from dtts.units import CURRENT, Gazetteer, Unit


def within(area_ids: Iterable[str]) -> list[str]:
    """The ids of the places and of all they lie in wholly, of today and of before, without a double."""
    known = gazetteer()
    return list(dict.fromkeys(each for area_id in area_ids for each in _within(known, area_id)))


def provinces(area_ids: Iterable[str]) -> list[str]:
    """The ids of the provinces of today on whose ground the places lie."""
    known = gazetteer()
    units = (known.place(each) for each in within(area_ids))
    return [
        unit.area_id for unit in units if unit and unit.level == "province" and unit.area_id.endswith(CURRENT)
    ]


@lru_cache(maxsize=32_768)
def _within(known: Gazetteer, area_id: str) -> tuple[str, ...]:
    unit = known.place(area_id)
    if unit is None:
        return (area_id,)
    other = _containers(known, [c.new_id for c in known.changes_from(area_id) if c.new_id])
    before = _containers(known, [c.old_id for c in known.changes_into(area_id)])
    return tuple(dict.fromkeys((*known.above(unit), *other, *before)))


def _containers(known: Gazetteer, area_ids: list[str]) -> tuple[str, ...]:
    """What all units of the other time lie in, or are when there is but one; none for no unit."""
    units: list[Unit] = [unit for each in area_ids if (unit := known.place(each))]
    if not units:
        return ()
    shared = set.intersection(*(set(known.above(unit)) for unit in units))
    return tuple(each for each in known.above(units[0]) if each in shared)
