"""What an indicator's page shows: the places that have it, one place's series, and those of its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Observation
from ckanext.dtts.observations import query, series
from ckanext.dtts.observations.answer import area_names, as_row
from ckanext.dtts.observations.visible import Origin, origins
from ckanext.dtts.registers import gazetteer
from ckanext.dtts.views import indicator_targets, language
from dtts.charts import Line, LineChart, Moment, line_chart
from dtts.indicators.definition import Definition
from dtts.indicators.progress import point_in_time
from dtts.indicators.rollup import COUNTRY
from dtts.indicators.words import explain
from dtts.periods import Period, parse
from dtts.units import CURRENT_STARTS, FORMER_ENDS, Gazetteer, predecessors
from dtts.vietnamese import sort_key

Row = series.Row
MOST_PARTS = 4
_MOST_ROWS = 20_000
_DIMENSIONS = ("SEX", "ETHNIC_GROUP", "COMMUNE_REGION")
_BROKEN = ("B",)
_CERTAIN = ("A", *_BROKEN)
_RUN = 2
_LABEL_CHARS = 22
_LETTER = 8.6
WIDE = {"width": 720.0, "height": 330.0, "beside": 190.0}
NARROW = {"width": 344.0, "height": 300.0, "beside": 14.0}


@dataclass(frozen=True)
class Held:
    """How many values the store has of an indicator, over which periods."""

    code: str
    count: int
    first: str
    last: str


@dataclass(frozen=True)
class Shown:
    """One place's series of an indicator with the series of the units that it was made of.

    `names` are those of the place and its parts, in the reader's language; `cells` are their rows, for each
    period (None where there is none).
    """

    area_id: str
    names: list[str]
    times: list[str]
    cells: list[list[Row | None]]
    wide: LineChart | None
    narrow: LineChart | None
    origins: list[Origin]
    aims: list[indicator_targets.Aim]
    explanations: list[dict[str, str] | None]

    @property
    def latest(self) -> Row | None:
        """The last row of the place that has a value."""
        return next(
            (row[0] for row in reversed(self.cells) if row[0] and row[0]["OBS_VALUE"] is not None), None
        )

    @property
    def first(self) -> Row | None:
        """The first row that can be compared with the latest: nothing after it breaks the series."""
        known = [row[0] for row in self.cells if row[0] and row[0]["OBS_VALUE"] is not None]
        start = next((at for at in range(len(known) - 1, -1, -1) if known[at]["OBS_STATUS"] in _BROKEN), 0)
        return known[start] if known else None

    @property
    def notes(self) -> list[tuple[str, dict[str, str]]]:
        """What was done to the values of the place, each sentence once with the periods that it holds for."""
        times: dict[str, list[str]] = {}
        said: dict[str, dict[str, str]] = {}
        for time, words in zip(self.times, self.explanations, strict=True):
            if words:
                times.setdefault(words["en"], []).append(time)
                said[words["en"]] = words
        return [(_listed(found, self.times), said[key]) for key, found in times.items()]

    @property
    def demo(self) -> bool:
        """Whether any of it is demonstration data."""
        return any(origin.demo for origin in self.origins)


def held() -> list[Held]:
    """Every indicator of which the store has current values."""
    query_ = (
        sa.select(
            Observation.indicator,
            sa.func.count(),
            sa.func.min(Observation.time_period),
            sa.func.max(Observation.time_period),
        )
        .where(Observation.superseded.is_(None), Observation.table_id.in_(list(origins())))
        .where(Observation.obs_value.is_not(None))
        .group_by(Observation.indicator)
        .order_by(Observation.indicator)
    )
    return [Held(*row) for row in model.Session.execute(query_).tuples().all()]


def areas_of(code: str) -> list[str]:
    """The places that have values of it: the country, those of today, then the former ones, by name."""
    found = (
        sa.select(Observation.ref_area)
        .where(Observation.indicator == code, Observation.superseded.is_(None))
        .where(Observation.table_id.in_(list(origins())), Observation.obs_value.is_not(None))
        .distinct()
    )
    places = gazetteer()
    listed = list(model.Session.scalars(found))
    return sorted(
        listed,
        key=lambda area: (
            area != COUNTRY,
            not _of_today(area, places),
            sort_key(area_names(area, places)["vi"]),
        ),
    )


def shown(definition: Definition, area_id: str) -> Shown:
    """The series of one place, and the targets for it and for what it lies in."""
    places, sources = gazetteer(), origins()
    parts, above = parts_of(area_id, places), indicator_targets.chain(area_id, places)
    of_all = rows_of(definition.code, [*above, *parts], sources)
    rows = [row for row in of_all if row["REF_AREA"] in (area_id, *parts)]
    by_area = [[row for row in rows if row["REF_AREA"] == area] for area in (area_id, *parts)]
    actual = [{row["TIME_PERIOD"]: row for row in own if row["VALUE_TYPE"] == "ACT"} for own in by_area]
    times = sorted({time for own in actual for time in own}, key=_at)
    cells: list[list[Row | None]] = [[own.get(time) for own in actual] for time in times]
    names = [_named(area, area != area_id, places) for area in (area_id, *parts)]
    return Shown(
        area_id,
        [each[language.current()] for each in names],
        times,
        cells,
        chart(times, cells, names, _wide([each[language.current()] for each in names])),
        chart(times, cells, names, NARROW),
        sorted({sources[row["_table"]] for row in rows}),
        aims(definition, above, of_all, places),
        [_explained(row[0], [area_names(area, places)["vi"] for area in parts]) for row in cells],
    )


def aims(
    definition: Definition, areas: Sequence[str], rows: Sequence[Row], places: Gazetteer
) -> list[indicator_targets.Aim]:
    """The targets for some places, with the progress of each place's own values."""
    by_area = {area: [row for row in rows if row["REF_AREA"] == area] for area in areas}
    return indicator_targets.aims(definition, by_area, places)


def parts_of(area_id: str, places: Gazetteer) -> list[str]:
    """The former units that a place of today was made of, when a chart can show them all."""
    unit = places.place(area_id)
    if unit is None or not unit.valid_on(CURRENT_STARTS):
        return []
    links = predecessors(places, unit.code, FORMER_ENDS, CURRENT_STARTS, unit.level).links
    return [link.old.area_id for link in links] if 1 < len(links) <= MOST_PARTS else []


def rows_of(code: str, areas: Sequence[str], sources: dict[Any, Origin]) -> list[dict[str, Any]]:
    """All rows of some places, of each disaggregation the total only, or the first that there is."""
    return totals([code], areas, sources).get(code, [])


def totals(
    codes: Sequence[str],
    areas: Sequence[str],
    sources: dict[Any, Origin] | None = None,
    periods: Sequence[str] = (),
) -> dict[str, list[dict[str, Any]]]:
    """The rows of some indicators in some places, by indicator: one query for all of them. Without `periods`
    all are read."""
    sources = origins() if sources is None else sources
    values = {"indicator": codes, "ref_area": areas, **({"time_period": periods} if periods else {})}
    wanted = query.Slice(list(sources), values)
    found, _ = query.page(wanted, _MOST_ROWS)
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in found:
        shown_row = {**as_row(row, sources, gazetteer()), "_table": row.table_id}
        rows.setdefault(row.indicator, []).append(shown_row)
    return {code: _totals(own) for code, own in rows.items()}


def latest(rows: Sequence[Row]) -> Row | None:
    """The last actual value of the rows of one indicator and place; one as reported before a derived one."""
    known = [row for row in rows if row["VALUE_TYPE"] == "ACT" and row["OBS_VALUE"] is not None]
    return max(known, key=lambda row: (_at(row["TIME_PERIOD"]), row["METHOD"] is None), default=None)


def _totals(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of each disaggregation the total only, or the first that there is."""
    for name in _DIMENSIONS:
        values = sorted({row[name] for row in rows}, key=lambda value: (value != "_T", value))
        rows = [row for row in rows if row[name] == values[0]]
    return rows


def chart(
    times: list[str], cells: list[list[Row | None]], names: list[dict[str, str]], size: dict[str, float]
) -> LineChart | None:
    """The lines of some series, named in both languages; `cells` hold their rows by period, in that order.
    None without any value."""
    columns = list(zip(*cells, strict=True)) if cells else []
    lines = [line(each[language.current()], column) for each, column in zip(names, columns, strict=False)]
    return line_chart(
        moments(times), lines, width=size["width"], height=size["height"], beside=size["beside"]
    )


def line(name: str, column: Sequence[Row | None]) -> Line:
    """The line of one series whose rows are given by period."""
    return Line(
        name,
        [row["OBS_VALUE"] if row else None for row in column],
        frozenset(at for at, row in enumerate(column) if row and row["OBS_STATUS"] in _BROKEN),
        frozenset(at for at, row in enumerate(column) if row and row["OBS_STATUS"] not in _CERTAIN),
    )


def moments(times: Sequence[str]) -> list[Moment]:
    """Periods as an axis of time has them."""
    return [Moment(time, _at(time)) for time in times]


def shortened(name: str, most: int = _LABEL_CHARS) -> str:
    """A name as it fits beside the end of a line."""
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def _wide(names: Sequence[str]) -> dict[str, float]:
    """The wide picture with room at its right for the longest name."""
    longest = max(map(len, names), default=0)
    return {**WIDE, "beside": min(max(WIDE["beside"], longest * _LETTER + 16), WIDE["width"] / 2)}


def _explained(row: Row | None, parts: list[str]) -> dict[str, str] | None:
    if row is None or not row["METHOD"]:
        return None
    return explain(row, parts or [row["AREA_NAME"]])


def _named(area: str, former: bool, places: Gazetteer) -> dict[str, str]:
    """A place's name, and that it is a former one: its name may be that of the place of today."""
    signs = {"vi": " (cũ)", "en": " (former)"} if former else {"vi": "", "en": ""}
    return {lang: f"{name}{signs[lang]}" for lang, name in area_names(area, places).items()}


def _of_today(area: str, places: Gazetteer) -> bool:
    unit = places.place(area)
    return unit is not None and unit.valid_on(CURRENT_STARTS)


def _listed(found: list[str], times: list[str]) -> str:
    """`2004, 2005`; an unbroken run of three and more by its ends: `2006-2016`."""
    runs: list[list[str]] = []
    for time in found:
        if runs and times.index(time) == times.index(runs[-1][-1]) + 1:
            runs[-1].append(time)
        else:
            runs.append([time])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > _RUN else ", ".join(run) for run in runs)


def _at(time: str) -> float:
    """Where a period ends, in years."""
    period = parse(time)
    return float(point_in_time(period)) if isinstance(period, Period) else 0.0
