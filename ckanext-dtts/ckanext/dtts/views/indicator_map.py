"""The map of an indicator: provinces of the country, or communes of one province, in one period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import config
from ckanext.dtts.model import Observation
from ckanext.dtts.observations.answer import area_names
from ckanext.dtts.observations.visible import Origin, origins
from ckanext.dtts.registers import gazetteer, today
from ckanext.dtts.views import figures, indicator_data, monitoring_places
from dtts.indicators.definition import Definition
from dtts.maps import (
    AreaMap,
    Choropleth,
    Known,
    Said,
    TileMap,
    Tinted,
    Value,
    area_map,
    choropleth,
    communes,
    provinces,
    sentence,
    tile_map,
)
from dtts.units import Unit

Row = Mapping[str, Any]
WIDTH, HEIGHT = 560, 640
SMALL = (360, 420)
"""Of a page in somebody's frame, which has to stay light."""
_SHARE = 0.5
_LANGS = ("vi", "en")


@dataclass(frozen=True)
class IndicatorMap:
    """`province` is the one whose communes are drawn, None the country; `here` is the code of the area that
    the page is about. `periods` are those that can be shown, newest first. `rows` are by code of the area."""

    drawn: Choropleth
    province: Unit | None
    here: str | None
    period: str
    periods: Sequence[str]
    rows: Mapping[str, Row]
    names: Mapping[str, Mapping[str, str]]
    sentence: Mapping[str, str]
    origins: Sequence[Origin]

    @property
    def listed(self) -> list[Tinted]:
        """The areas as a table has them: the largest value first, those without a value at the end."""
        return sorted(
            self.drawn.areas,
            key=lambda one: (one.known.value is None, -(one.known.value or 0), one.area.name),
        )

    @property
    def tiles(self) -> TileMap | None:
        """The provinces as tiles, for narrow screens; None for communes."""
        return None if self.province else tile_map(self.drawn)

    @property
    def demo(self) -> bool:
        """Whether any of it is demonstration data."""
        return any(origin.demo for origin in self.origins)


def of(
    definition: Definition, area_id: str, asked: str = "", size: tuple[int, int] = (WIDTH, HEIGHT)
) -> IndicatorMap | None:
    """The map in the period that is asked for, else in the newest that tells of enough areas; None where no
    area of today has a value."""
    here = monitoring_places.now(area_id, gazetteer())
    above = gazetteer().province(here) if here else None
    for ground in dict.fromkeys((_Ground(above, here), _Ground(None, above))):
        counts = _counts(definition.code, [unit.area_id for unit in ground.units])
        if counts:
            period = asked if asked in counts else newest(counts)
            return _mapped(definition, ground, period, sorted(counts, reverse=True), size)
    return None


@dataclass(frozen=True)
class _Ground:
    """The communes of a province, or with None the provinces; `here` is the place of the page."""

    province: Unit | None
    here: Unit | None

    @property
    def units(self) -> tuple[Unit, ...]:
        if self.province:
            return gazetteer().communes(self.province.code, today())
        return gazetteer().in_force(today(), "province")

    @property
    def outlined(self) -> str | None:
        """The code of the area that the page is about, unless that is the whole map."""
        return self.here.code if self.here and self.here != self.province else None


def newest(counts: Mapping[str, int]) -> str:
    """The last period of which at least half as many areas are known as of the best one: a map of a single
    province that was early says little."""
    enough = _SHARE * max(counts.values())
    return max(period for period, count in counts.items() if count >= enough)


def _mapped(
    definition: Definition, ground: _Ground, period: str, periods: Sequence[str], size: tuple[int, int]
) -> IndicatorMap:
    rows = _rows(definition.code, ground.units, period)
    known = {code: Known(row["OBS_VALUE"], row["OBS_STATUS"]) for code, row in rows.items()}
    drawn = choropleth(picture(ground.province.code if ground.province else None, size), known)
    names = {unit.code: area_names(unit.area_id, gazetteer()) for unit in ground.units}
    sources = origins()
    return IndicatorMap(
        drawn,
        ground.province,
        ground.outlined,
        period,
        periods,
        rows,
        names,
        _sentence(definition, drawn, names, period),
        sorted({sources[row["_table"]] for row in rows.values()}),
    )


def _sentence(
    definition: Definition, drawn: Choropleth, names: Mapping[str, Mapping[str, str]], period: str
) -> dict[str, str]:
    values = [
        Value(names.get(one.area.code, dict.fromkeys(_LANGS, one.area.name)), one.known.value)
        for one in drawn.areas
        if one.known.value is not None
    ]
    unit = {lang: figures.unit(definition.unit_measure, definition.unit_mult, lang) for lang in _LANGS}
    when = {lang: figures.period(period, lang) for lang in _LANGS}
    said = Said(when, unit, definition.decimals, len(drawn.areas), len(drawn.suppressed))
    return sentence(values, said)


def _rows(code: str, units: Sequence[Unit], period: str) -> dict[str, Row]:
    """The actual value of each unit in a period: as reported before derived."""
    codes = {unit.area_id: unit.code for unit in units}
    found = indicator_data.totals([code], list(codes), periods=[period]).get(code, [])
    actual = [row for row in found if row["VALUE_TYPE"] == "ACT"]
    in_order = sorted(actual, key=lambda row: row["METHOD"] is None)
    return {codes[row["REF_AREA"]]: row for row in in_order}


def _counts(code: str, areas: Sequence[str]) -> dict[str, int]:
    """Of how many of these areas each period has a value."""
    found = (
        sa.select(Observation.time_period, sa.func.count(Observation.ref_area.distinct()))
        .where(Observation.indicator == code, Observation.ref_area.in_(areas))
        .where(Observation.superseded.is_(None), Observation.table_id.in_(list(origins())))
        .where(Observation.obs_value.is_not(None), Observation.value_type == "ACT")
        .group_by(Observation.time_period)
    )
    return dict(model.Session.execute(found).tuples().all())


@lru_cache(maxsize=80)
def picture(province: str | None, size: tuple[int, int] = (WIDTH, HEIGHT)) -> AreaMap:
    """The outlines of the communes of a province by its code, or with None of the provinces."""
    folder = config.boundaries()
    areas = communes(province, folder) if province else provinces(folder)
    return area_map(areas, width=size[0], height=size[1], apart=province is not None)
