"""The highest and the lowest places of an indicator's map, with the place of the page among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.observations.answer import area_names
from ckanext.dtts.registers import gazetteer
from ckanext.dtts.views import figures, indicator_data, language
from ckanext.dtts.views.indicator_map import IndicatorMap
from dtts.charts import Amount, BarChart, bar_chart
from dtts.indicators.definition import Definition
from dtts.indicators.rollup import COUNTRY

Row = Mapping[str, Any]
LEAST, ENDS = 3, 5
WIDE = {"width": 720.0, "names": 250.0, "beside": 76.0}
NARROW = {"width": 344.0, "names": 0.0, "beside": 72.0}


@dataclass(frozen=True)
class Ranking:
    """`shown` of `count` places are drawn; `whole` is the row of what they are held against, called `against`
    in the reader's language, None where values of wholes and parts cannot be compared."""

    wide: BarChart
    narrow: BarChart
    shown: int
    count: int
    whole: Row | None
    against: str
    sentence: str

    @property
    def uncertain(self) -> bool:
        """Whether any bar is marked with a star."""
        return any(bar.amount.uncertain for bar in self.wide.bars)


def of(definition: Definition, map_: IndicatorMap) -> Ranking | None:
    """The places of a map by their values; None where there are too few to be put in order."""
    ranked = [one for one in map_.listed if one.known.value is not None]
    if len(ranked) < LEAST:
        return None
    amounts = [
        Amount(
            _name(map_, one.area.code, at + 1, one.area.name),
            one.known.value or 0.0,
            at + 1,
            one.area.code == map_.here,
            one.known.uncertain,
        )
        for at, one in enumerate(ranked)
    ]
    chosen = _ends(amounts)
    whole = _whole(definition, map_)
    mark = whole["OBS_VALUE"] if whole else None
    wide = bar_chart(chosen, mark=mark, **WIDE)
    narrow = bar_chart(chosen, mark=mark, **NARROW)
    assert wide and narrow
    against = area_names(_whole_id(map_), gazetteer())[language.current()]
    said = _sentence(definition, amounts, whole, against)
    return Ranking(wide, narrow, len(chosen), len(amounts), whole, against, said)


def _ends(amounts: Sequence[Amount]) -> list[Amount]:
    """All where they are few, else the first and the last ones and the place of the page between them."""
    if len(amounts) <= 2 * ENDS + 1:
        return list(amounts)
    return [one for one in amounts if one.rank <= ENDS or one.rank > len(amounts) - ENDS or one.here]


def _whole(definition: Definition, map_: IndicatorMap) -> Row | None:
    """The value of the country, or of the province of the communes; a sum is larger than any of its parts, so
    that nothing is learnt from holding them against it."""
    if definition.rule.aggregation == "sum":
        return None
    area = _whole_id(map_)
    rows = indicator_data.totals([definition.code], [area], periods=[map_.period]).get(definition.code, [])
    return indicator_data.latest(rows)


def _whole_id(map_: IndicatorMap) -> str:
    return map_.province.area_id if map_.province else COUNTRY


def _name(map_: IndicatorMap, code: str, rank: int, known_as: str) -> str:
    """`12. Tỉnh Quảng Ngãi`."""
    return f"{rank}. {map_.names[code][language.current()] if code in map_.names else known_as}"


def _sentence(definition: Definition, amounts: Sequence[Amount], whole: Row | None, against: str) -> str:
    """Where the place of the page stands, or which is the highest and which the lowest."""
    here = next((one for one in amounts if one.here), None)
    told = [_place(definition, here, len(amounts))] if here else _both_ends(definition, amounts)
    if whole:
        said = tk._("{place}: {value}.")
        told.append(said.format(place=against, value=_figure(definition, whole["OBS_VALUE"])))
    return " ".join(told)


def _place(definition: Definition, here: Amount, count: int) -> str:
    name = here.name.partition(". ")[2]
    said = tk._("{place} is number {rank} of {count}, counted from the highest: {value}.")
    return str(said.format(place=name, rank=here.rank, count=count, value=_figure(definition, here.value)))


def _both_ends(definition: Definition, amounts: Sequence[Amount]) -> list[str]:
    said = tk._("Highest: {first} ({high}). Lowest: {last} ({low}).")
    first, last = amounts[0], amounts[-1]
    names = [one.name.partition(". ")[2] for one in (first, last)]
    values = [_figure(definition, one.value) for one in (first, last)]
    return [str(said.format(first=names[0], high=values[0], last=names[1], low=values[1]))]


def _figure(definition: Definition, value: float) -> str:
    return figures.figure(value, definition.decimals, language.current())
