"""A place's percentages on one axis: itself, what it lies in, and its targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.observations.visible import Origin, origins
from ckanext.dtts.views import figures, indicator_data, language
from ckanext.dtts.views.place_figures import Half, Measured
from dtts.charts import DotChart, DotRow, dot_chart
from dtts.charts.dots import MOST_KINDS, MOST_ROWS

Row = Mapping[str, Any]
LEAST = 2
"""One percentage alone is told by the table."""
WIDE = {"width": 720.0, "beside": 70.0}
NARROW = {"width": 344.0, "beside": 64.0}
_LONGEST = {"wide": 78, "narrow": 40}
_PERCENT = "PT"


@dataclass(frozen=True)
class PlaceDots:
    """`kinds` are the names of the dots in the order of the values of a row, the target last; `decimals` are
    those of the place's value of each row."""

    kinds: Sequence[str]
    wide: DotChart
    narrow: DotChart
    decimals: Sequence[int | None]
    sentence: str
    origins: Sequence[Origin]

    @property
    def uncertain(self) -> bool:
        """Whether a value of the place is provisional or estimated."""
        return any(row.row.uncertain for row in self.wide.rows)

    @property
    def shown(self) -> list[tuple[int, str]]:
        """The kinds of which there is a dot, with their number."""
        drawn = {mark.kind for row in self.wide.rows for mark in row.marks}
        return [(kind, name) for kind, name in enumerate(self.kinds) if kind in drawn]


def of(half: Half, place: str, above: Sequence[str]) -> PlaceDots | None:
    """The chart of half of a place's figures; `above` are the names of what it lies in, the country last.
    None where there are too few percentages."""
    chosen = [one for one in half.measured if one.definition.unit_measure == _PERCENT][:MOST_ROWS]
    if len(chosen) < LEAST:
        return None
    kept = _kept(len(above))
    rows = {size: [_row(one, kept, most) for one in chosen] for size, most in _LONGEST.items()}
    wide, narrow = dot_chart(rows["wide"], **WIDE), dot_chart(rows["narrow"], **NARROW)
    if wide is None or narrow is None:
        return None
    kinds = [place, *(above[at] for at in kept), str(tk._("target"))]
    decimals = [one.latest["DECIMALS"] for one in chosen]
    return PlaceDots(kinds, wide, narrow, decimals, _sentence(chosen, above[-1]), _origins(chosen))


def _kept(above: int) -> list[int]:
    """Which of those above are drawn: the nearest and the country, where all are more than shapes."""
    return list(range(above)) if above + 2 <= MOST_KINDS else [0, above - 1]


def _row(one: Measured, kept: Sequence[int], most: int) -> DotRow:
    beside = [one.beside[at] for at in kept]
    values = [one.latest["OBS_VALUE"], *(row["OBS_VALUE"] if row else None for row in beside), _target(one)]
    period = f" ({one.latest['TIME_PERIOD']})"
    name = indicator_data.shortened(one.definition.name[language.current()], most - len(period))
    return DotRow(f"{name}{period}", values, one.latest["OBS_STATUS"] != "A")


def _target(one: Measured) -> float | None:
    """The figure of the target that is due last."""
    known = [(aim.due, aim.value) for aim in one.aims if aim.value is not None]
    return max(known)[1] if known else None


def _sentence(chosen: Sequence[Measured], country: str) -> str:
    """`Tỷ lệ nghèo: 10,6; cả nước: 5,8.`"""
    lang = language.current()
    told = []
    for one in chosen:
        value = figures.figure(one.latest["OBS_VALUE"], one.latest["DECIMALS"], lang)
        whole = one.beside[-1] if one.beside else None
        beside = (
            f"; {country}: {figures.figure(whole['OBS_VALUE'], whole['DECIMALS'], lang)}" if whole else ""
        )
        told.append(f"{one.definition.name[lang]}: {value}{beside}.")
    return " ".join(told)


def _origins(chosen: Sequence[Measured]) -> list[Origin]:
    rows = [row for one in chosen for row in (one.latest, *one.beside) if row]
    used = {(row["DATASET"], row["TABLE"]) for row in rows}
    return sorted(one for one in origins().values() if (one.dataset, one.table) in used)
