"""The ground that an agency of a place answers for: its place as it is on a day, and what lies below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dtts.units.districts import former_district
from dtts.units.gazetteer import Gazetteer
from dtts.units.succession import forward
from dtts.units.unit import FORMER_ENDS, LEVELS, Level, Unit


@dataclass(frozen=True, slots=True)
class Remit:
    """Area ids of one day: `ground` are the units that hold any of the place, `below` those under it.

    A district of before July 2025 is a unit no more: `below` are the communes made of nothing but its
    ground. A commune that was divided has ground in several and none below it.
    """

    level: Level
    ground: frozenset[str]
    below: frozenset[str]

    def holds(self, other: Remit) -> bool:
        """Whether the other place lies below this one, all of it; never for two of one level."""
        lower = LEVELS.index(other.level) > LEVELS.index(self.level)
        return lower and bool(other.ground) and other.ground <= self.below


@lru_cache(maxsize=16_384)
def remit(gazetteer: Gazetteer, area_id: str, on: date) -> Remit | None:
    """What the place stands for on the day, followed there from its last one; None for an unknown place.

    A place without a recorded successor has no ground: it is below nobody and has nobody below.
    """
    unit = gazetteer.place(area_id, on) or gazetteer.place(area_id)
    if unit is None:
        return None
    if not unit.valid_on(on) and unit.level == "district":
        return _of_district(gazetteer, unit, on)
    units, whole = _on(gazetteer, unit, on)
    below = [each for top in units for each in _under(gazetteer, top, on)] if whole else []
    return Remit(unit.level, _ids(units), _ids(below))


def _of_district(gazetteer: Gazetteer, district: Unit, on: date) -> Remit:
    found = former_district(gazetteer, district.code, min(district.valid_to or FORMER_ENDS, FORMER_ENDS))
    if found is None:
        return Remit("district", frozenset(), frozenset())
    followed = [_on(gazetteer, unit, on) for unit in found.inside]
    inside = [unit for units, whole in followed if whole for unit in units]
    touched = [unit for each in (*found.inside, *found.shared) for unit in _on(gazetteer, each, on)[0]]
    return Remit("district", _ids(touched), _ids(inside))


def _on(gazetteer: Gazetteer, unit: Unit, on: date) -> tuple[tuple[Unit, ...], bool]:
    """The units of the day that the unit has become, and whether it went into them undivided."""
    if unit.valid_on(on):
        return (unit,), True
    fate = forward(gazetteer, unit, unit.valid_to or on, on)
    return tuple(link.new for link in fate.links), fate.flag in ("same-extent", "whole")


def _under(gazetteer: Gazetteer, unit: Unit, on: date) -> Iterator[Unit]:
    for child in gazetteer.children(unit.code, on, unit.level):
        yield child
        yield from _under(gazetteer, child, on)


def _ids(units: Iterable[Unit]) -> frozenset[str]:
    return frozenset(unit.area_id for unit in units)
