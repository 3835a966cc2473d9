"""What an indicator is the sum of: its parts in one place, period by period, as stacked bars and a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.observations.visible import Origin, origins
from ckanext.dtts.views import figures, indicator_data, language
from dtts import formats
from dtts.charts import StackedChart, Whole, stacked_chart
from dtts.indicators.definition import Definition, definitions

Row = Mapping[str, Any]
MOST_PERIODS = 13
WIDE = {"width": 720.0, "names": 64.0, "beside": 110.0}
NARROW = {"width": 344.0, "names": 50.0, "beside": 76.0}
_CERTAIN = ("A", "B")


@dataclass(frozen=True)
class Parts:
    """`cells` hold for each period the rows of the parts and then that of the whole, None where there is
    none; `names` are those of the parts in the reader's language."""

    codes: Sequence[str]
    names: Sequence[str]
    times: Sequence[str]
    cells: Sequence[Sequence[Row | None]]
    wide: StackedChart
    narrow: StackedChart
    sentence: str
    origins: Sequence[Origin]

    @property
    def uncertain(self) -> bool:
        """Whether any bar is marked as provisional or estimated."""
        return any(row.whole.uncertain for row in self.wide.rows)

    @property
    def incomplete(self) -> bool:
        """Whether of any bar a part is drawn as not known."""
        return any(row.rest for row in self.wide.rows)


def of(definition: Definition, area_id: str) -> Parts | None:
    """The parts of an indicator in a place, the latest periods last; None when it has none, or no values."""
    codes = [code for code in definition.parts if code in definitions()]
    if len(codes) < 2:
        return None
    sources = origins()
    found = indicator_data.totals([*codes, definition.code], [area_id], sources)
    by_code = [_by_period(found.get(code, ())) for code in (*codes, definition.code)]
    times = sorted({time for own in by_code[:-1] for time in own})[-MOST_PERIODS:]
    cells = [[own.get(time) for own in by_code] for time in times]
    wholes = [_whole(time, row) for time, row in zip(times, cells, strict=True)]
    wide, narrow = stacked_chart(wholes, **WIDE), stacked_chart(wholes, **NARROW)
    if wide is None or narrow is None:
        return None
    names = short_names([definitions()[code].name[language.current()] for code in codes])
    used = {sources[row["_table"]] for row in (cell for row in cells for cell in row) if row}
    return Parts(codes, names, times, cells, wide, narrow, _sentence(names, times, cells), sorted(used))


def _by_period(rows: Sequence[Row]) -> dict[str, Row]:
    """The actual rows by period: one as reported before a derived one."""
    actual = sorted(
        (row for row in rows if row["VALUE_TYPE"] == "ACT"), key=lambda row: row["METHOD"] is None
    )
    return {row["TIME_PERIOD"]: row for row in actual}


def _whole(time: str, row: Sequence[Row | None]) -> Whole:
    known = [one for one in row if one]
    return Whole(
        time,
        tuple(one["OBS_VALUE"] if one else None for one in row[:-1]),
        row[-1]["OBS_VALUE"] if row[-1] else None,
        any(one["OBS_STATUS"] not in _CERTAIN for one in known if one["OBS_VALUE"] is not None),
        any(one["OBS_STATUS"] == "B" for one in known),
    )


def short_names(names: Sequence[str]) -> list[str]:
    """Names without the words that all begin with: `Thu nhập một tháng, từ tiền lương` → `Từ tiền lương`."""
    columns = zip(*(name.split() for name in names), strict=False)
    same = sum(1 for _ in takewhile(lambda words: len(set(words)) == 1, columns))
    rests = [" ".join(name.split()[same:]) for name in names]
    return [rest[0].upper() + rest[1:] for rest in rests] if all(rests) else list(names)


def _sentence(names: Sequence[str], times: Sequence[str], cells: Sequence[Sequence[Row | None]]) -> str:
    """The shares of the parts in the latest period of which all are known."""
    lang = language.current()
    for time, row in reversed(list(zip(times, cells, strict=True))):
        values = [one["OBS_VALUE"] if one else None for one in row[:-1]]
        total = sum(value for value in values if value is not None)
        if total and None not in values:
            shares = (
                formats.number(f"{100 * value / total:.1f}", lang) for value in values if value is not None
            )
            told = ", ".join(
                f"{name} {share}{formats.NO_BREAK}%" for name, share in zip(names, shares, strict=True)
            )
            return f"{figures.period(time, lang)}: {told}."
    return str(tk._("There is no period in which all parts are known."))
