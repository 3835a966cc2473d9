"""The targets on an indicator's page: those of the place and of what it lies in, each with its progress."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.observations import official
from ckanext.dtts.observations.answer import area_names
from ckanext.dtts.registers import folder
from ckanext.dtts.views import language
from dtts import formats
from dtts.charts import Progress, progress
from dtts.indicators.definition import Definition
from dtts.indicators.official import Official, beside, said_of
from dtts.indicators.progress import Direction, Goal, assess, point_in_time, points_of
from dtts.indicators.rollup import COUNTRY
from dtts.indicators.targets import Target, targets_of
from dtts.periods import Period, parse
from dtts.units import Gazetteer

Row = Mapping[str, Any]
Said = Sequence[Official]
_BEYOND: Mapping[str, Direction] = {"up": "up", "down": "down"}
_PERCENT = "PT"
_WAY = 200.0
"""How long the bar of the way to a target is, in units of its picture."""


@dataclass(frozen=True)
class Aim:
    """One target: of which place, by when, in which words, from where, and how far it is.

    `evidence` is found, memory, or published where a table of observations gives it; `verdict` is that of
    the progress rule on the values of the same place. `official` is what offices say of the same target,
    each compared with the verdict (`dtts.indicators.official.beside`), with the place by its name. `value` is
    the target itself where it is one level to reach, in the indicator's unit.
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
    value: float | None = None
    official: tuple[Mapping[str, Any], ...] = ()

    @property
    def way(self) -> Progress | None:
        """How far it is, to be drawn; None where there is no way to measure."""
        share = self.verdict["achieved_share"] if self.verdict else None
        return None if self.verdict is None or share is None else progress(share, self.verdict["pace"], _WAY)


def chain(area_id: str, places: Gazetteer) -> list[str]:
    """A place and what it lies in, the country last."""
    unit = places.place(area_id)
    above = [each.area_id for each in places.upwards(unit)] if unit else []
    return list(dict.fromkeys([area_id, *above, COUNTRY]))


def aims(
    definition: Definition,
    rows_of: Mapping[str, Sequence[Row]],
    places: Gazetteer,
    listed: Said | None = None,
) -> list[Aim]:
    """The targets for the places of `rows_of` (their observations, the place of the page first); `listed` is
    what offices say of all indicators, for who asks of many."""
    found: list[Aim] = []
    said = _said(definition.code, listed)
    for area, rows in rows_of.items():
        own = [
            _registered(target, definition, area, rows, places, said)
            for target in targets_of(definition.code, folder())
            if target.is_for(area, _level(area, places))
        ]
        own += [_published(row, definition, rows, places, said) for row in rows if row["VALUE_TYPE"] == "TGT"]
        found += own + _said_only(said, area, {aim.due for aim in own}, places)
    return found


def without_values(definition: Definition, places: Gazetteer) -> list[Aim]:
    """Every registered target of an indicator without published values, and what offices say of others."""
    targets, said = targets_of(definition.code, folder()), _said(definition.code)
    found = [_registered(target, definition, target.area_id, (), places, said) for target in targets]
    for area in dict.fromkeys(one.area_id for one in said):
        dues = {str(each.year) for each in targets if each.is_for(area, _level(area, places))}
        found += _said_only(said, area, dues, places)
    return found


def _said(code: str, listed: Said | None = None) -> Said:
    """What offices say of an indicator, read once for a page."""
    return [one for one in (official.listed() if listed is None else listed) if one.indicator == code]


def _registered(
    target: Target,
    definition: Definition,
    area: str | None,
    rows: Sequence[Row],
    places: Gazetteer,
    said: Said,
) -> Aim:
    """The register's target as it is for one place, or for every place of its level (None)."""
    lang = language.current()
    goal = target.goal(definition.direction, is_percentage=definition.unit_measure == _PERCENT)
    verdict = _verdict(rows, goal)
    return Aim(
        _place(area, places) if area else tk._("Each province"),
        target.level,
        str(target.year),
        target.words(lang),
        _baseline(target),
        target.note if target.comparator != "qualitative" else None,
        target.source,
        target.provenance,
        verdict,
        value=_one_level(target),
        official=_official(target, area, verdict, places, said),
    )


def _published(row: Row, definition: Definition, rows: Sequence[Row], places: Gazetteer, said: Said) -> Aim:
    lang = language.current()
    verdict = _verdict(rows, _goal(row, definition, rows))
    own = said_of(said, definition.code, row["REF_AREA"], row["TIME_PERIOD"])
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
        verdict,
        bool(row["DEMO"]),
        row["OBS_VALUE"],
        tuple(_beside(one, verdict, places) for one in own),
    )


def _official(
    target: Target, area: str | None, verdict: Mapping[str, Any] | None, places: Gazetteer, said: Said
) -> tuple[Mapping[str, Any], ...]:
    """What offices say of a registered target: of one place, or of every place that it is set for (None)."""
    own = [
        one
        for one in said
        if one.target_period == str(target.year)
        and (one.area_id == area if area else target.is_for(one.area_id, _level(one.area_id, places)))
    ]
    own.sort(key=lambda one: one.assessed_on, reverse=True)
    return tuple(_beside(one, verdict, places) for one in own)


def _said_only(said: Said, area: str, dues: Collection[str], places: Gazetteer) -> list[Aim]:
    """What offices say of a place's targets that are neither registered nor published, by the target."""
    by_due: dict[str, list[Official]] = {}
    for one in said:
        if one.area_id == area and one.target_period not in dues:
            by_due.setdefault(one.target_period, []).append(one)
    return [
        Aim(
            _place(area, places),
            _level(area, places),
            due,
            tk._("the target itself is not published here"),
            None,
            None,
            own[0].document,
            own[0].evidence,
            None,
            any(one.demo for one in own),
            None,
            tuple(_beside(one, None, places) for one in own),
        )
        for due, own in by_due.items()
    ]


def _beside(one: Official, verdict: Mapping[str, Any] | None, places: Gazetteer) -> Mapping[str, Any]:
    return beside(one, verdict["status"] if verdict else None) | {"place": _place(one.area_id, places)}


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


def _one_level(target: Target) -> float | None:
    """The figure of a target that is no range and not only words."""
    return None if target.low is None or target.low != target.high else float(target.low)


def _baseline(target: Target) -> str | None:
    return target.baseline_list or (str(target.baseline_year) if target.baseline_year else None)


def _level(area: str, places: Gazetteer) -> str:
    unit = places.place(area)
    return unit.level if unit else "country"


def _place(area: str, places: Gazetteer) -> str:
    return area_names(area, places)[language.current()]
