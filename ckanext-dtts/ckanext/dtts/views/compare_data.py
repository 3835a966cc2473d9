"""What a comparison shows: its series beside one another, by period, as a chart and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import ckan.plugins.toolkit as tk

from ckanext.dtts.observations import query
from ckanext.dtts.observations.visible import origins
from ckanext.dtts.views import compared, figures, indicator_data, language, measured, series_asked
from ckanext.dtts.views.compare_choice import Choice
from dtts.charts import LineChart

_LABEL_CHARS = 22
Row = compared.Row


@dataclass(frozen=True)
class Shown:
    """`cells` are the rows of the series for each period (None where there is none), `clear` whether all of
    them can be compared there. `names` are whole, in the reader's language. `faults` say why there is
    nothing to compare."""

    series: Sequence[dict[str, Any]]
    names: Sequence[str]
    times: Sequence[str]
    cells: Sequence[Sequence[Row | None]]
    clear: Sequence[bool]
    unit: str
    decimals: int | None
    wide: LineChart | None
    narrow: LineChart | None
    faults: Sequence[str]
    query: str

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


def shown(choice: Choice) -> Shown:
    """The series of a choice, in its order."""
    sources = origins()
    wanted = query.Slice(list(sources), {"indicator": choice.codes, "ref_area": choice.areas})
    found = _one_each(choice, series_asked.of(wanted, sources))
    held = [compared.by_period(rows) for rows in found]
    times = sorted({time for own in held for time in own})
    cells = [[own.get(time) for own in held] for time in times]
    labels = _labels(choice, found)
    short = [{lang: _short(name[lang]) for lang in name} for name in labels]
    return Shown(
        [compared.named(rows[0]) for rows in found],
        [name[language.current()] for name in labels],
        times,
        cells,
        [all(map(compared.comparable, row)) for row in cells],
        _unit(found),
        max((row["DECIMALS"] or 0 for rows in found for row in rows), default=None),
        indicator_data.chart(times, cells, short, indicator_data.WIDE),
        indicator_data.chart(times, cells, short, indicator_data.NARROW),
        _faults(choice, found),
        urlencode({"indicator": ",".join(choice.codes), "area": ",".join(choice.areas)}),
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


def _short(name: str) -> str:
    return name if len(name) <= _LABEL_CHARS else f"{name[: _LABEL_CHARS - 1].rstrip()}…"


def _unit(found: Sequence[Sequence[Row]]) -> str:
    if not found:
        return ""
    return figures.unit(found[0][0]["UNIT_MEASURE"], found[0][0]["UNIT_MULT"] or 0, language.current())


def _faults(choice: Choice, found: Sequence[Sequence[Row]]) -> list[str]:
    if len(found) < compared.LEAST:
        return [tk._("These places have no two series of these indicators. Choose others.")]
    units = measured.units(row for rows in found for row in rows)
    if len(units) == 1:
        return []
    told = "; ".join(f"{', '.join(one['indicators'])}: {one[language.current()]}" for one in units)
    said = tk._("These indicators are in different units and cannot stand in one chart ({units}). Take one.")
    return [said.format(units=told)]
