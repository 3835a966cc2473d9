"""The places that a request can be for: the whole country, and the provinces of today."""

from __future__ import annotations

from collections.abc import Mapping

from ckanext.dtts.observations.answer import area_names
from ckanext.dtts.registers import gazetteer, today
from dtts.indicators.rollup import COUNTRY

Words = Mapping[str, str]


def choices() -> dict[str, Words]:
    """Names by `area_id`, the country first; smaller places are said in words."""
    provinces = gazetteer().in_force(today(), "province")
    return {area_id: name(area_id) for area_id in (COUNTRY, *(each.area_id for each in provinces))}


def name(area_id: str) -> Words:
    """A place as people read it, also one that is no more."""
    return area_names(area_id, gazetteer())
