"""What a comparison shows: its series beside one another, by period, as charts and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

import ckan.plugins.toolkit as tk

from ckanext.dtts.observations import query
from ckanext.dtts.observations.visible import Origin, origins
from ckanext.dtts.views import (
    compare_panels,
    compared,
    figures,
    indicator_data,
    language,
    series_asked,
)
from ckanext.dtts.views.compare_choice import Choice
from ckanext.dtts.views.compare_panels import SmallChart
from dtts.charts import LineChart

Row = compared.Row


@dataclass(frozen=True)
class Told:
    """One series in words: its latest value, how it changed, the choice without it (None of two)."""

    name: str
    series: dict[str, Any]
    latest: Row | None
    change: str
    without: Choice | None


@dataclass(frozen=True)
class Shown:
    """`cells` are the rows of the series for each period (None where there is none), `clear` whether all of
    them can be compared there. `names` are whole, in the reader's language. `periods` are all that there are,
    `times` those shown. `faults` say why there is nothing to compare."""

    choice: Choice
    series: Sequence[dict[str, Any]]
    labels: Sequence[dict[str, str]]
    periods: Sequence[str]
    times: Sequence[str]
    cells: Sequence[Sequence[Row | None]]
    clear: Sequence[bool]
    units: Sequence[str]
    decimals: int | None
    faults: Sequence[str]
    origins: Sequence[Origin]

    @property
    def names(self) -> list[str]:
        """What the series are called."""
        return [name[language.current()] for name in self.labels]

    @property
    def unit(self) -> str:
        """The one unit of all series; empty where they have several."""
        return self.units[0] if len(set(self.units)) == 1 else ""

    @property
    def query(self) -> str:
        """What the API is asked for."""
        return urlencode({"indicator": ",".join(self.choice.codes), "area": ",".join(self.choice.areas)})

    @property
    def demo(self) -> bool:
        """Whether any of it is demonstration data."""
        return any(one["DEMO"] for one in self.series)

    @property
    def latest(self) -> tuple[str, Sequence[Row | None]] | None:
        """The last period in which all series can be compared, else the last with two values."""
        for least in (len(self.series), compared.LEAST):
            for time, row, clear in reversed(list(zip(self.times, self.cells, self.clear, strict=True))):
                known = sum(cell is not None and cell["OBS_VALUE"] is not None for cell in row)
                if known >= least and (clear or least < len(self.series)):
                    return time, row
        return None

    @cached_property
    def wide(self) -> LineChart | None:
        """All series in one chart; None where they have several units or a chart of each is asked for."""
        return self._chart(indicator_data.WIDE) if self.unit and not self.choice.apart else None

    @cached_property
    def narrow(self) -> LineChart | None:
        """The same for narrow screens."""
        return self._chart(indicator_data.NARROW) if self.wide else None

    @cached_property
    def panels(self) -> list[SmallChart]:
        """Small charts in place of the one."""
        if self.wide is not None:
            return []
        lang = language.current()
        drawn = [
            compare_panels.Series(
                one["INDICATOR"],
                one["AREA_NAME_EN" if lang == "en" else "AREA_NAME"],
                name,
                [row[at] for row in self.cells],
            )
            for at, (one, name) in enumerate(zip(self.series, self.names, strict=True))
        ]
        make = compare_panels.one_each if self.unit else compare_panels.by_indicator
        return make(self.times, drawn)

    @property
    def hollow(self) -> bool:
        """Whether any dot is drawn hollow, as provisional and estimated values are."""
        charts = [one for one in (self.wide, *(panel.chart for panel in self.panels)) if one]
        return any(dot.hollow for chart in charts for line in chart.lines for dot in line.dots)

    @property
    def told(self) -> list[Told]:
        """Each series in words."""
        return [
            _told(self.choice, name, one, [row[at] for row in self.cells])
            for at, (one, name) in enumerate(zip(self.series, self.names, strict=True))
        ]

    def _chart(self, size: dict[str, float]) -> LineChart | None:
        short = [{lang: indicator_data.shortened(name[lang]) for lang in name} for name in self.labels]
        return indicator_data.chart(list(self.times), [list(row) for row in self.cells], short, size)


def shown(choice: Choice) -> Shown:
    """The series of a choice, in its order."""
    sources = origins()
    wanted = query.Slice(list(sources), {"indicator": choice.codes, "ref_area": choice.areas})
    found = _one_each(choice, series_asked.of(wanted, sources))
    held = [compared.by_period(rows) for rows in found]
    periods = sorted({time for own in held for time in own})
    times = [time for time in periods if choice.since <= time and (not choice.until or time <= choice.until)]
    times = times or periods
    cells = [[own.get(time) for own in held] for time in times]
    used = {(row["DATASET"], row["TABLE"]) for rows in found for row in rows}
    return Shown(
        choice,
        [compared.named(rows[0]) for rows in found],
        _labels(choice, found),
        periods,
        times,
        cells,
        [all(map(compared.comparable, row)) for row in cells],
        [_unit(rows[0]) for rows in found],
        max((row["DECIMALS"] or 0 for rows in found for row in rows), default=None),
        _faults(found),
        sorted(one for one in sources.values() if (one.dataset, one.table) in used),
    )


def _one_each(choice: Choice, series: Sequence[Sequence[Row]]) -> list[Sequence[Row]]:
    """The actual values of each indicator and place, in the order chosen; of a disaggregation without a total
    the first group."""
    found: dict[tuple[str, str], Sequence[Row]] = {}
    for rows in map(compared.actual, series):
        if rows:
            found.setdefault((rows[0]["INDICATOR"], rows[0]["REF_AREA"]), rows)
    return [found[key] for code in choice.codes for area in choice.areas if (key := (code, area)) in found]


def _labels(choice: Choice, found: Sequence[Sequence[Row]]) -> list[dict[str, str]]:
    """A series is called by what differs: its place, its indicator, or both."""
    made = []
    for rows in found:
        one = compared.named(rows[0])
        place = {"vi": one["AREA_NAME"], "en": one["AREA_NAME_EN"]}
        indicator = {"vi": one["INDICATOR_NAME"], "en": one["INDICATOR_NAME_EN"]}
        if len(choice.codes) == 1:
            made.append(place)
        elif len(choice.areas) == 1:
            made.append(indicator)
        else:
            made.append({lang: f"{place[lang]}, {indicator[lang]}" for lang in place})
    return made


def _told(choice: Choice, name: str, one: dict[str, Any], column: Sequence[Row | None]) -> Told:
    """The change is measured from the first value that nothing after it breaks with."""
    known = [row for row in column if row and row["OBS_VALUE"] is not None]
    start = next((at for at in range(len(known) - 1, -1, -1) if not compared.comparable(known[at])), 0)
    latest = known[-1] if known else None
    change = ""
    if latest and known[start] is not latest:
        change = figures.change(known[start], latest, one["UNIT_MEASURE"], language.current())
    return Told(name, one, latest, change, choice.without(one["INDICATOR"], one["REF_AREA"]))


def _unit(row: Row) -> str:
    return figures.unit(row["UNIT_MEASURE"], row["UNIT_MULT"] or 0, language.current())


def _faults(found: Sequence[Sequence[Row]]) -> list[str]:
    if len(found) < compared.LEAST:
        return [tk._("These places have no two series of these indicators. Choose others.")]
    return []
