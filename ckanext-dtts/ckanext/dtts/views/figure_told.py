"""The figure that a reader's words ask for, told with the results: of the place, else of what it lies in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.registers import gazetteer, today
from ckanext.dtts.views import indicator_data, indicator_targets, labels, language
from dtts.indicators.definition import Definition, definitions
from dtts.indicators.rollup import COUNTRY
from dtts.searching.figures import FigureAsked, figure_asked
from dtts.units import CURRENT, Unit

MOST_PLACES = 6

Row = Mapping[str, Any]
Totals = Mapping[str, Sequence[Row]]


@dataclass(frozen=True)
class Nearest:
    """The latest row of an indicator in the first of some places that has one, and that place's id."""

    definition: Definition
    area_id: str
    row: Row


@dataclass(frozen=True)
class Told:
    """A place (None: the whole country) with the nearest real figure and, where it is nearer, the nearest one
    made up to demonstrate; None where there is none. `url` is where all of it stands."""

    unit: Unit | None
    real: Nearest | None
    demo: Nearest | None
    url: str

    @property
    def name(self) -> str:
        """The place in full."""
        return whole(self.unit) if self.unit else labels.area(COUNTRY, language.current())

    @property
    def own(self) -> bool:
        """Whether the figure is that of the place itself."""
        return self.real is not None and self.real.area_id == (self.unit.area_id if self.unit else COUNTRY)


@dataclass(frozen=True)
class Answer:
    """What was asked for, told for each place of the name; `more` is where all places of the name are."""

    definition: Definition
    since: int | None
    places: tuple[Told, ...]
    more: str

    @property
    def first_alone(self) -> bool:
        """Whether one place of today bears the name: the others are of before and come after it."""
        return [bool(one.unit and one.unit.epoch == CURRENT) for one in self.places].count(True) == 1

    @property
    def late(self) -> bool:
        """Whether years were asked for that lie after the latest figure."""
        rows = [one.real.row for one in self.places if one.real]
        return bool(self.since and rows) and all(str(self.since) > row["TIME_PERIOD"][:4] for row in rows)


def answered(words: str) -> Answer | None:
    """The answer to the words; None when they ask for no figure or nothing is known of it anywhere."""
    asked = figure_asked(words, gazetteer(), today())
    if asked is None:
        return None
    units: list[Unit | None] = [*_first(asked)] or [None]
    chains = {unit: indicator_targets.chain(unit.area_id if unit else COUNTRY, gazetteer()) for unit in units}
    areas = dict.fromkeys(area for chain in chains.values() for area in chain)
    found = indicator_data.totals(list(asked.indicators), list(areas))
    told = [_told(asked, unit, chains[unit], found) for unit in units]
    known = [near for one in told if (near := one.real or one.demo)]
    if not known:
        return None
    count = len(asked.current) + len(asked.former)
    more = str(tk.url_for("dtts_places.index", q=asked.place)) if count > len(units) else ""
    return Answer(known[0].definition, asked.since, tuple(told), more)


def nearest(codes: Sequence[str], chain: Sequence[str], found: Totals, demo: bool) -> Nearest | None:
    """The figure of the first place of the chain that has one, of the first of the indicators there."""
    for area in chain:
        for code in codes:
            row = indicator_data.latest(
                [each for each in found.get(code, ()) if each["REF_AREA"] == area and each["DEMO"] == demo]
            )
            if row:
                return Nearest(definitions()[code], area, row)
    return None


def address(code: str, unit: Unit | None) -> str:
    """The page of an indicator in a place: of today by its code."""
    if unit is None:
        return str(tk.url_for("dtts_indicators.read", code=code))
    place = unit.code if unit.epoch == CURRENT else unit.area_id
    return str(tk.url_for("dtts_indicators.read", code=code, **{"dia-ban": place}))


def line(told: Told) -> str:
    """`Tỷ lệ nghèo, Xã Sơn Hà, Tỉnh Quảng Ngãi`: what a suggestion says."""
    near = told.real or told.demo
    return ", ".join([language.pick(near.definition.name) if near else "", told.name])


def whole(unit: Unit) -> str:
    """`Xã Sơn Hà, Huyện Sơn Hà, Tỉnh Quảng Ngãi (đến 6/2025)`: a place with what it belongs to."""
    lang = language.current()
    names = ", ".join(each.label(lang) for each in gazetteer().upwards(unit))
    era = labels.era(unit.area_id, lang)
    return f"{names} ({era})" if era else names


def _first(asked: FigureAsked) -> list[Unit]:
    """The places to tell of: those of today, then larger ones of before, then their communes."""
    former = sorted(asked.former, key=lambda unit: unit.level == "commune")
    if len(asked.current) == 1:
        former = [unit for unit in former if unit.level != "commune"]
    return [*asked.current, *former][:MOST_PLACES]


def _told(asked: FigureAsked, unit: Unit | None, chain: Sequence[str], found: Totals) -> Told:
    real, demo = (nearest(asked.indicators, chain, found, made_up) for made_up in (False, True))
    if real and demo and chain.index(demo.area_id) >= chain.index(real.area_id):
        demo = None
    near = real or demo
    return Told(unit, real, demo, address(near.definition.code, unit) if near else "")
