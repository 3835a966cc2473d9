"""Two to four series held against each other, period by period: what the API and the page compare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ckanext.dtts.observations import series
from dtts.indicators.definition import definitions

LEAST, MOST = 2, 4
SERIES = (
    "INDICATOR", "INDICATOR_NAME", "INDICATOR_NAME_EN", "REF_AREA", "AREA_NAME", "AREA_NAME_EN", "SEX",
    "ETHNIC_GROUP", "COMMUNE_REGION", "FREQ", "UNIT_MEASURE", "UNIT_MULT", "DATASET", "TABLE", "DEMO",
)  # fmt: skip
POINT = ("OBS_VALUE", "OBS_STATUS", "COMPARABILITY", "GEO_VERSION")
Row = series.Row


def actual(rows: Sequence[Row]) -> list[Row]:
    """The actual values of a series, without its targets and baselines."""
    return [row for row in rows if row["VALUE_TYPE"] == "ACT"]


def lines(found: Sequence[Sequence[Row]]) -> Iterator[dict[str, Any]]:
    """A line for each period with the point of every series, None where one has none, and whether all of
    them can be compared there."""
    held = [by_period(rows) for rows in found]
    for period in sorted({time for own in held for time in own}):
        rows = [own.get(period) for own in held]
        points = [{name: row[name] for name in POINT} if row else None for row in rows]
        yield {"TIME_PERIOD": period, "values": points, "comparable": all(map(comparable, rows))}


def by_period(rows: Sequence[Row]) -> dict[str, Row]:
    """The row of each period: the first one, as `grouped` puts a value as reported before a derived one."""
    return {row["TIME_PERIOD"]: row for row in reversed(rows)}


def comparable(row: Row | None) -> bool:
    """Whether a value can stand beside others: it is there, and nothing breaks its series."""
    return (
        row is not None
        and row["OBS_VALUE"] is not None
        and row["OBS_STATUS"] != "B"
        and row["COMPARABILITY"] not in ("BREAK", "NOT_COMP")
    )


def named(row: Row) -> dict[str, Any]:
    """What a series is of, by one of its rows."""
    name = definitions()[row["INDICATOR"]].name
    return {"INDICATOR_NAME": name["vi"], "INDICATOR_NAME_EN": name["en"]} | {
        column: row[column] for column in SERIES if column in row
    }
