"""The areas that the rows of a package name, as a file of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dtts.indicators.rollup import COUNTRY
from dtts.units import Gazetteer

_COUNTRY = {"NAME": "Cả nước", "NAME_EN": "Whole country", "LEVEL": "country"}


def area_rows(area_ids: Iterable[str], places: Gazetteer) -> list[dict[str, Any]]:
    """One row an area, by id; an id that no register has is its own name."""
    return [_row(area_id, places) for area_id in sorted(area_ids)]


def _row(area_id: str, places: Gazetteer) -> dict[str, Any]:
    if area_id == COUNTRY:
        return {"REF_AREA": area_id, **_COUNTRY}
    unit = places.place(area_id)
    if unit is None:
        return {"REF_AREA": area_id, "NAME": area_id}
    return {
        "REF_AREA": area_id,
        "CODE": unit.code,
        "NAME": unit.label("vi"),
        "NAME_EN": unit.label("en"),
        "LEVEL": unit.level,
        "PARENT": unit.parent_id,
        "VALID_FROM": unit.valid_from,
        "VALID_TO": unit.valid_to,
    }
