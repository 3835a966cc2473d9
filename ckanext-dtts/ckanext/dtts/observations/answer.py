"""Rows of the store as the API and files give them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ckanext.dtts.model.columns import iso
from ckanext.dtts.observations.query import Row
from ckanext.dtts.observations.store import COLUMNS
from ckanext.dtts.observations.visible import Origin
from dtts.units import Gazetteer

OBSERVED = tuple(name.upper() for name in COLUMNS)
FIELDS = (*OBSERVED, "AREA_NAME", "AREA_NAME_EN", "DATASET", "TABLE", "RELEASED", "DEMO")
"""The SDMX components, then who and what a reader needs to name the figure."""
_COUNTRY = {"vi": "Cả nước", "en": "Whole country"}


def as_row(row: Row, origins: Mapping[UUID, Origin], places: Gazetteer) -> dict[str, Any]:
    """One observation, its area named in both languages and its table by its address."""
    origin = origins[row.table_id]
    names = area_names(row.ref_area, places)
    return {
        **{name.upper(): getattr(row, name) for name in COLUMNS},
        "AREA_NAME": names["vi"],
        "AREA_NAME_EN": names["en"],
        "DATASET": origin.dataset,
        "TABLE": origin.table,
        "RELEASED": iso(row.released),
        "DEMO": origin.demo,
    }


def area_names(area_id: str, places: Gazetteer) -> dict[str, str]:
    """An area's name in both languages; its id when no register has it."""
    if area_id == "VN":
        return _COUNTRY
    unit = places.place(area_id)
    return {language: unit.label(language) if unit else area_id for language in ("vi", "en")}
