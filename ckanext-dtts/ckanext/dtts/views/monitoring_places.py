"""Where visits were, on the map of today: former units count where they lie now, if that is one place."""

from __future__ import annotations

from ckanext.dtts.registers import today
from dtts.units import FORMER_ENDS, Gazetteer, Unit, successors


def now(area_id: str, places: Gazetteer) -> Unit | None:
    """The unit of today on the ground of a place; None for the country and for what lies in several now."""
    unit = places.place(area_id)
    if unit is None or unit.valid_on(today()):
        return unit
    became = {link.new for link in successors(places, unit.code, FORMER_ENDS, today(), unit.level).links}
    return became.pop() if len(became) == 1 else None


def province(area_id: str, places: Gazetteer) -> Unit | None:
    """The province of today in which a place lies."""
    unit = now(area_id, places)
    return places.province(unit) if unit else None
