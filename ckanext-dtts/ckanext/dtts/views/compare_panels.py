"""The charts of a comparison: one with all series, or a small one for each where that says more."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ckanext.dtts.views import figures, indicator_data, language
from dtts.charts import LineChart, Panel, multiples
from dtts.indicators.definition import definitions

Row = Mapping[str, Any]
Column = Sequence[Row | None]
SMALL = {"width": 360.0, "height": 230.0, "beside": 116.0}
ALONE = {**SMALL, "beside": 66.0}
"""With one line, whose name stands above the chart, only its value stands at its end."""
_LABEL_CHARS = 14
_TYPES = re.compile(r"^(Tỉnh|Thành phố|Xã|Phường|Đặc khu) | (Province|City|Commune|Ward)$")


@dataclass(frozen=True)
class SmallChart:
    """One of small multiples: `name` is what it is of, `said` its last values as a sentence."""

    name: str
    unit: str
    decimals: int
    said: str
    chart: LineChart


@dataclass(frozen=True)
class Series:
    """What is drawn of one series: its rows by period, and the names of its place and of itself."""

    code: str
    place: str
    name: str
    column: Column


def by_indicator(times: Sequence[str], series: Sequence[Series]) -> list[SmallChart]:
    """A chart for each indicator with a line for each place, each on the axis of its own unit."""
    codes = list(dict.fromkeys(one.code for one in series))
    grouped = [[one for one in series if one.code == code] for code in codes]
    named = [definitions()[code].name[language.current()] for code in codes]
    return _drawn(times, list(zip(named, grouped, strict=True)), one_scale=False)


def one_each(times: Sequence[str], series: Sequence[Series]) -> list[SmallChart]:
    """A chart for each series, all on one axis."""
    return _drawn(times, [(one.name, [one]) for one in series], one_scale=True)


def _drawn(
    times: Sequence[str], groups: Sequence[tuple[str, Sequence[Series]]], *, one_scale: bool
) -> list[SmallChart]:
    moments = indicator_data.moments(times)
    alone = all(len(own) == 1 for _, own in groups)
    panels = [
        Panel(name, [indicator_data.line("" if alone else _label(one), one.column) for one in own])
        for name, own in groups
    ]
    charts = multiples(moments, panels, one_scale=one_scale, **(ALONE if alone else SMALL))
    return [_small(name, own, chart) for (name, own), chart in zip(groups, charts, strict=True) if chart]


def _label(one: Series) -> str:
    """The place without what kind of place it is, as short as it stands beside a small chart."""
    return indicator_data.shortened(_TYPES.sub("", one.place), _LABEL_CHARS)


def _small(name: str, own: Sequence[Series], chart: LineChart) -> SmallChart:
    definition = definitions()[own[0].code]
    unit = figures.unit(definition.unit_measure, definition.unit_mult, language.current())
    said = "; ".join(filter(None, (_said(one) for one in own)))
    return SmallChart(name, unit, definition.decimals, said, chart)


def _said(one: Series) -> str:
    """`Tỉnh Quảng Ngãi 10,6 (2016)`."""
    row = next((row for row in reversed(one.column) if row and row["OBS_VALUE"] is not None), None)
    if row is None:
        return ""
    value = figures.figure(row["OBS_VALUE"], row["DECIMALS"], language.current())
    return f"{one.place} {value} ({row['TIME_PERIOD']})"
