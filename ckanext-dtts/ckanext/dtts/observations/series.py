"""Rows of the store as series: one a place and disaggregation, over time, each value explained."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from dtts.indicators.definition import definitions
from dtts.indicators.official import Official, beside, said_of
from dtts.indicators.progress import assess_rows
from dtts.indicators.words import explain
from dtts.periods import Period, parse
from dtts.units import CURRENT_STARTS, FORMER_ENDS, Gazetteer, predecessors

Row = Mapping[str, Any]
OF_SERIES = ("INDICATOR", "REF_AREA", "SEX", "ETHNIC_GROUP", "COMMUNE_REGION", "FREQ")
_PERCENT = "PT"
_GROUPS = ("SEX", "ETHNIC_GROUP", "COMMUNE_REGION")
_EVERYBODY = ("_T", "_Z")


def grouped(rows: Iterable[Row]) -> list[list[Row]]:
    """The rows of each series, in time; a value as reported goes before one derived for the same period."""
    in_order = sorted(rows, key=lambda row: (*_series(row), _moment(row), row["METHOD"] is not None))
    return [list(group) for _, group in groupby(in_order, key=_series)]


def described(rows: list[Row], places: Gazetteer) -> dict[str, Any]:
    """One series: what it is of, its values with their explanations, and its targets."""
    first = rows[0]
    parts = former_names(first["REF_AREA"], places)
    shared = ("AREA_NAME", "AREA_NAME_EN", "UNIT_MEASURE", "UNIT_MULT", "DECIMALS")
    return {
        **{name: first[name] for name in (*OF_SERIES, *shared)},
        "NAME": definitions()[first["INDICATOR"]].name,
        "DEMO": any(row["DEMO"] for row in rows),
        "points": [_point(row, parts) for row in rows if row["VALUE_TYPE"] == "ACT"],
        "targets": [_point(row, parts) for row in rows if row["VALUE_TYPE"] == "TGT"],
        "baseline": next((_point(row, parts) for row in rows if row["VALUE_TYPE"] == "BSL"), None),
        "sources": sorted({f"{row['DATASET']}/{row['TABLE']}" for row in rows}),
    }


def judged(rows: list[Row], said: Sequence[Official] = ()) -> dict[str, Any]:
    """The progress of one series to its last target; beside it, under `official`, what offices say of the
    targets of its place, of which those of that same target are compared with it."""
    first = rows[0]
    verdict = assess_rows(
        rows, definitions()[first["INDICATOR"]].direction, is_percentage=first["UNIT_MEASURE"] == _PERCENT
    )
    named = {name: first[name] for name in (*OF_SERIES, "AREA_NAME", "AREA_NAME_EN")}
    return {**named, **verdict.to_dict(), "official": _official(rows, said, verdict.status.value)}


def _official(rows: list[Row], said: Sequence[Official], status: str) -> list[dict[str, Any]]:
    """Offices speak of everybody, not of a group."""
    first = rows[0]
    if any(first[name] not in _EVERYBODY for name in _GROUPS):
        return []
    targets = [row for row in rows if row["VALUE_TYPE"] == "TGT" and row["OBS_VALUE"] is not None]
    due = max(targets, key=_moment)["TIME_PERIOD"] if targets else None
    return [
        beside(one, status if one.target_period == due else None)
        for one in said_of(said, first["INDICATOR"], first["REF_AREA"])
    ]


def former_names(area_id: str, places: Gazetteer) -> list[str]:
    """The names of the units that a place of today was made of; its own for any other."""
    unit = places.place(area_id)
    if unit is None:
        return [area_id]
    if not unit.valid_on(CURRENT_STARTS):
        return [unit.name]
    made_of = predecessors(places, unit.code, FORMER_ENDS, CURRENT_STARTS, unit.level)
    return [link.old.name for link in made_of.links] or [unit.name]


def _series(row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in OF_SERIES)


def _moment(row: Row) -> str:
    period = parse(row["TIME_PERIOD"])
    return period.end.isoformat() if isinstance(period, Period) else row["TIME_PERIOD"]


def _point(row: Row, parts: list[str]) -> dict[str, Any]:
    names = (
        "TIME_PERIOD",
        "OBS_VALUE",
        "OBS_STATUS",
        "GEO_VERSION",
        "COMPARABILITY",
        "COVERAGE_N",
        "COVERAGE_D",
    )
    shown = {name: row[name] for name in (*names, "METHOD", "BOUND", "COMMENT_OBS")}
    return {**shown, "explanation": explain(row, parts) if row["METHOD"] else None}
