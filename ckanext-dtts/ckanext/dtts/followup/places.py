"""Which areas lie in a place, across the reorganisation of July 2025."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from ckanext.dtts.registers import gazetteer
from dtts.indicators.rollup import COUNTRY
from dtts.units import CURRENT_STARTS
from dtts.units.scope import scope_of

_BEFORE = CURRENT_STARTS - timedelta(days=1)


def within(area_ids: Iterable[str]) -> Callable[[str], bool]:
    """Whether an area is one of these places, lies in it, or did before its unit became part of it: a commune
    of former Bắc Giang lies in Bắc Ninh of today. Everything lies in the country."""
    named = tuple(area_ids)
    places = gazetteer()
    scopes = [scope_of(places, (area_id,), _BEFORE) for area_id in named]

    def holds(area_id: str) -> bool:
        unit = places.place(area_id)
        if COUNTRY in named or area_id in named:
            return True
        return unit is not None and any(scope is not None and scope.holds(unit) for scope in scopes)

    return holds
