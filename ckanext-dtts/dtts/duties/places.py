"""To which province of a day an entry belongs: a former province passes its entries to its successor."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from dtts.registers import COUNTRY
from dtts.units import Gazetteer, Unit
from dtts.units.succession import forward


def province_on(places: Gazetteer, area_id: str, on: date) -> str:
    """The id of the province, as of the day, in which the place of an entry lies.

    The whole country stays what it is. A place that had ended by the day goes to the province in which all of
    what became of it lies; where the register records no successor, or several provinces share the ground,
    to the last province that is known. An id that no register holds is given back.
    """
    return _province_on(places, area_id, on)


@lru_cache(maxsize=16_384)
def _province_on(places: Gazetteer, area_id: str, on: date) -> str:
    unit = places.place(area_id, on) or places.place(area_id)
    if area_id == COUNTRY or unit is None:
        return area_id
    provinces = {_province(places, each, on) for each in _later(places, unit, on)}
    return provinces.pop() if len(provinces) == 1 else _province(places, unit, on)


def _later(places: Gazetteer, unit: Unit, on: date) -> list[Unit]:
    """The units of the day that stand on the ground of one that had ended before it."""
    if unit.valid_to is None or on <= unit.valid_to:
        return [unit]
    return [link.new for link in forward(places, unit, unit.valid_to, on).links] or [unit]


def _province(places: Gazetteer, unit: Unit, on: date) -> str:
    province = next((each for each in places.upwards(unit, on) if each.level == "province"), unit)
    if province.valid_to is None or on <= province.valid_to or province is unit:
        return province.area_id
    return _province_on(places, province.area_id, on)
