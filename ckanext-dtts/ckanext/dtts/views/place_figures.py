"""The figures of a place: indicators beside those of what it lies in, support points, neighbours."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import ckan.plugins.toolkit as tk

from ckanext.dtts.observations import official
from ckanext.dtts.observations.published import tables_of
from ckanext.dtts.observations.visible import Origin
from ckanext.dtts.registers import gazetteer, today
from ckanext.dtts.road import frames
from ckanext.dtts.views import indicator_data, indicator_targets
from ckanext.dtts.views.compared import MOST
from dtts.indicators.definition import Definition, definitions
from dtts.indicators.rollup import COUNTRY
from dtts.units import CURRENT, FORMER_ENDS, Gazetteer, Unit
from dtts.units.neighbours import neighbours

POINTS = "it_support_points"
MOST_POINTS = 10
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Measured:
    """An indicator: the latest row of the place, those of the same period of what it lies in (None where one
    has none), and the targets of all of these with their progress."""

    definition: Definition
    latest: Row
    beside: Sequence[Row | None]
    aims: Sequence[indicator_targets.Aim]


@dataclass(frozen=True)
class Points:
    """The support points of one table that lie in the place: the first ones, and how many there are."""

    origin: Origin
    first: Sequence[Row]
    count: int


@dataclass(frozen=True)
class Half:
    """What is real of a place, or what is made up."""

    demo: bool
    measured: Sequence[Measured]
    points: Sequence[Points]


def halves(unit: Unit, above: Sequence[str]) -> tuple[Half, Half]:
    """What is real, then demonstration; `above` are the ids of what the place lies in, the country last."""
    found, points = _measured(unit, above), _points(unit)
    real, made_up = (
        Half(
            demo,
            [one for one in found if bool(one.latest["DEMO"]) == demo],
            [one for one in points if one.origin.demo == demo],
        )
        for demo in (False, True)
    )
    return real, made_up


def comparisons(unit: Unit, measured: Sequence[Measured]) -> list[tuple[Unit, str]]:
    """The provinces beside a province of today, each with the address that compares it with this one."""
    if unit.level != "province" or unit.epoch != CURRENT:
        return []
    known = gazetteer()
    code = [("chi-tieu", measured[0].definition.code)] if measured else []
    found = []
    for other in neighbours(unit.code):
        beside = known.place(f"{other}@{unit.epoch}")
        if beside:
            asked = [*code, ("dia-ban", unit.code), ("dia-ban", other), ("dia-ban", COUNTRY)]
            found.append((beside, f"{tk.url_for('dtts_compare.read')}?{urlencode(asked[:MOST])}"))
    return found


def _measured(unit: Unit, above: Sequence[str]) -> list[Measured]:
    rows = indicator_data.totals(list(definitions()), [unit.area_id, *above])
    said, places = official.listed(), gazetteer()
    found = (_one(definitions()[code], own, unit, above, places, said) for code, own in rows.items())
    return [one for one in found if one is not None]


def _one(
    definition: Definition,
    rows: Sequence[Row],
    unit: Unit,
    above: Sequence[str],
    places: Gazetteer,
    said: Sequence[Any],
) -> Measured | None:
    of = {area: [row for row in rows if row["REF_AREA"] == area] for area in (unit.area_id, *above)}
    latest = indicator_data.latest(of[unit.area_id])
    if latest is None:
        return None
    same = [
        indicator_data.latest([row for row in of[area] if row["TIME_PERIOD"] == latest["TIME_PERIOD"]])
        for area in above
    ]
    aims = indicator_targets.aims(definition, {unit.area_id: of[unit.area_id]}, places, said)
    return Measured(definition, latest, same, aims)


def _points(unit: Unit) -> list[Points]:
    areas = _within(unit)
    found = []
    for table in tables_of(POINTS):
        rows = frames.found(frames.rows, table.file) or ()
        own = [row for row in rows if row["area_id"] in areas]
        if own:
            found.append(Points(table.origin, own[:MOST_POINTS], len(own)))
    return found


def _within(unit: Unit) -> Collection[str]:
    """A place and the communes that lie in it, as of today or of its last day."""
    on = today() if unit.valid_on(today()) else unit.valid_to or FORMER_ENDS
    return {unit.area_id, *(each.area_id for each in gazetteer().communes(unit.code, on, unit.level))}
