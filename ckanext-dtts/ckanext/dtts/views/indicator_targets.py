"""The targets on an indicator's page: those of the place and of what it lies in, each with its progress."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.observations.answer import area_names
from ckanext.dtts.registers import folder
from ckanext.dtts.views import language
from dtts import formats
from dtts.indicators.definition import Definition
from dtts.indicators.progress import Direction, Goal, assess, point_in_time, points_of
from dtts.indicators.rollup import COUNTRY
from dtts.indicators.targets import Target, targets_of
from dtts.periods import Period, parse
from dtts.units import Gazetteer

Row = Mapping[str, Any]
_BEYOND: Mapping[str, Direction] = {"up": "up", "down": "down"}
_PERCENT = "PT"


@dataclass(frozen=True)
class Aim:
    """One target: of which place, by when, in which words, from where, and how far it is.

    `evidence` is found, memory, or published where a table of observations gives it; `verdict` is that of
    the progress rule on the values of the same place.
    """

    place: str
    level: str
    due: str
    words: str
    baseline: str | None
    note: str | None
    source: str
    evidence: str
    verdict: Mapping[str, Any] | None
    demo: bool = False


def chain(area_id: str, places: Gazetteer) -> list[str]:
    """A place and what it lies in, the country last."""
    unit = places.place(area_id)
    above = [each.area_id for each in places.upwards(unit)] if unit else []
    return list(dict.fromkeys([area_id, *above, COUNTRY]))


def aims(definition: Definition, rows_of: Mapping[str, Sequence[Row]], places: Gazetteer) -> list[Aim]:
    """The targets for the places of `rows_of` (their observations, the place of the page first)."""
    found: list[Aim] = []
    for area, rows in rows_of.items():
        found += [
            _registered(target, definition, area, rows, places)
            for target in targets_of(definition.code, folder())
            if target.is_for(area, _level(area, places))
        ]
        found += [_published(row, definition, rows, places) for row in rows if row["VALUE_TYPE"] == "TGT"]
    return found


def without_values(definition: Definition, places: Gazetteer) -> list[Aim]:
    """Every registered target of an indicator of which no value is published."""
    return [
        _registered(target, definition, target.area_id, (), places)
        for target in targets_of(definition.code, folder())
    ]


def _registered(
    target: Target, definition: Definition, area: str | None, rows: Sequence[Row], places: Gazetteer
) -> Aim:
    """The register's target as it is for one place, or for every place of its level (None)."""
    lang = language.current()
    goal = target.goal(definition.direction, is_percentage=definition.unit_measure == _PERCENT)
    return Aim(
        _place(area, places) if area else tk._("Each province"),
        target.level,
        str(target.year),
        target.words(lang),
        _baseline(target),
        target.note if target.comparator != "qualitative" else None,
        target.source,
        target.provenance,
        _verdict(rows, goal),
    )


def _published(row: Row, definition: Definition, rows: Sequence[Row], places: Gazetteer) -> Aim:
    lang = language.current()
    value = formats.number(f"{row['OBS_VALUE']:.10g}", lang) if row["OBS_VALUE"] is not None else "–"
    return Aim(
        _place(row["REF_AREA"], places),
        _level(row["REF_AREA"], places),
        row["TIME_PERIOD"],
        value,
        None,
        row.get("COMMENT_OBS"),
        f"{row['DATASET']}/{row['TABLE']}",
        "published",
        _verdict(rows, _goal(row, definition, rows)),
        bool(row["DEMO"]),
    )


def _goal(row: Row, definition: Definition, rows: Sequence[Row]) -> Goal | None:
    towards, due = _BEYOND.get(definition.direction), parse(row["TIME_PERIOD"])
    if towards is None or row["OBS_VALUE"] is None or not isinstance(due, Period):
        return None
    starts = [point.at for point in points_of(rows, "BSL") if point.usable]
    limits = (Fraction(0), Fraction(100)) if row["UNIT_MEASURE"] == _PERCENT else (None, None)
    value = Fraction(Decimal(str(row["OBS_VALUE"])))
    return Goal(towards, value, point_in_time(due), starts[0] if starts else None, limits=limits)


def _verdict(rows: Sequence[Row], goal: Goal | None) -> Mapping[str, Any] | None:
    if goal is None:
        return None
    actual, starts = points_of(rows, "ACT"), points_of(rows, "BSL")
    known = {point.at for point in actual}
    return assess([*(point for point in starts[:1] if point.at not in known), *actual], goal).to_dict()


def _baseline(target: Target) -> str | None:
    return target.baseline_list or (str(target.baseline_year) if target.baseline_year else None)


def _level(area: str, places: Gazetteer) -> str:
    unit = places.place(area)
    return unit.level if unit else "country"


def _place(area: str, places: Gazetteer) -> str:
    return area_names(area, places)[language.current()]
