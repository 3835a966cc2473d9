"""An indicator by sex in one place, women and men back to back for each period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ckanext.dtts.observations import query
from ckanext.dtts.observations.answer import as_row
from ckanext.dtts.observations.visible import Origin, origins
from ckanext.dtts.registers import gazetteer
from ckanext.dtts.views import figures, language
from dtts.charts import BackToBack, Pyramid, pyramid
from dtts.indicators.definition import Definition

Row = Mapping[str, Any]
SEXES = ("F", "M")
MOST_PERIODS, _MOST_ROWS = 15, 2_000
WIDE = {"width": 720.0, "names": 84.0}
NARROW = {"width": 344.0, "names": 66.0}
_CERTAIN = ("A", "B")


@dataclass(frozen=True)
class BySex:
    """`cells` hold for each period the row of women and that of men, None where there is none."""

    names: Sequence[str]
    times: Sequence[str]
    cells: Sequence[Sequence[Row | None]]
    wide: Pyramid
    narrow: Pyramid
    sentence: str
    origins: Sequence[Origin]

    @property
    def uncertain(self) -> bool:
        """Whether any row is marked as provisional or estimated."""
        return any(row.row.uncertain for row in self.wide.rows)


def of(definition: Definition, area_id: str) -> BySex | None:
    """The values of women and men, the latest periods last; None when nothing is published by sex."""
    sources = origins()
    asked = {"indicator": [definition.code], "ref_area": [area_id], "sex": list(SEXES)}
    asked |= {"ethnic_group": ["_T"], "commune_region": ["_T"]}
    found, _ = query.page(query.Slice(list(sources), asked), _MOST_ROWS)
    rows = [{**as_row(row, sources, gazetteer()), "_table": row.table_id} for row in found]
    held = {
        (row["TIME_PERIOD"], row["SEX"]): row
        for row in sorted(rows, key=lambda row: row["METHOD"] is None)
        if row["VALUE_TYPE"] == "ACT"
    }
    times = sorted({time for time, _ in held})[-MOST_PERIODS:]
    cells = [[held.get((time, sex)) for sex in SEXES] for time in times]
    drawn = [_row(time, row) for time, row in zip(times, cells, strict=True)]
    wide, narrow = pyramid(drawn, **WIDE), pyramid(drawn, **NARROW)
    if wide is None or narrow is None:
        return None
    names = [figures.label("SEX", sex, language.current()) for sex in SEXES]
    used = sorted({sources[row["_table"]] for row in held.values()})
    return BySex(names, times, cells, wide, narrow, _sentence(names, times, cells), used)


def _row(time: str, row: Sequence[Row | None]) -> BackToBack:
    values = [one["OBS_VALUE"] if one else None for one in row]
    doubtful = any(one["OBS_STATUS"] not in _CERTAIN for one in row if one and one["OBS_VALUE"] is not None)
    return BackToBack(time, values[0], values[1], doubtful)


def _sentence(names: Sequence[str], times: Sequence[str], cells: Sequence[Sequence[Row | None]]) -> str:
    lang = language.current()
    for time, row in reversed(list(zip(times, cells, strict=True))):
        known = [one for one in row if one and one["OBS_VALUE"] is not None]
        if len(known) == len(SEXES):
            values = (figures.figure(one["OBS_VALUE"], one["DECIMALS"], lang) for one in known)
            told = "; ".join(f"{name} {value}" for name, value in zip(names, values, strict=True))
            return f"{figures.period(time, lang)}: {told}."
    return ""
