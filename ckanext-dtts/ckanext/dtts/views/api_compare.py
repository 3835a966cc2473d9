"""API that holds two to four series against each other, period by period."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Blueprint

from ckanext.dtts.observations import series
from ckanext.dtts.openapi import dimensions, paging, shapes
from ckanext.dtts.openapi.endpoint import Endpoint, described
from ckanext.dtts.views import answers, measured, observing, series_asked
from ckanext.dtts.views.api import Answer, answers_in_json
from ckanext.dtts.views.known import known_by_store
from dtts.indicators.definition import definitions

blueprint = Blueprint("dtts_api_compare", __name__, url_prefix="/api/dtts/v1")
blueprint.after_request(answers.opened)

LEAST, MOST = 2, 4
SERIES = (
    "INDICATOR", "INDICATOR_NAME", "INDICATOR_NAME_EN", "REF_AREA", "AREA_NAME", "AREA_NAME_EN", "SEX",
    "ETHNIC_GROUP", "COMMUNE_REGION", "FREQ", "UNIT_MEASURE", "UNIT_MULT", "DATASET", "TABLE", "DEMO",
)  # fmt: skip
POINT = ("OBS_VALUE", "OBS_STATUS", "COMPARABILITY", "GEO_VERSION")
COLUMNS = ("TIME_PERIOD", *SERIES, *POINT)
ENDPOINTS = {
    "compare": Endpoint(
        "So sánh 2 đến 4 địa bàn hoặc chỉ tiêu, từng kỳ cạnh nhau; chỉ khi cùng đơn vị.",
        "Compares 2 to 4 places or indicators, period by period; only where they have the same unit.",
        takes=(*dimensions.SLICE, paging.FORMAT),
        gives=shapes.listed(
            shapes.record(("TIME_PERIOD", "values", "comparable")),
            units=measured.SHAPE,
            series={"type": "array", "items": shapes.record(SERIES)},
        ),
        forms=("json", "csv"),
        fails=(413,),
    ),
}
described(blueprint, "indicators", ENDPOINTS)


@blueprint.get("/compare", defaults={"form": None})
@blueprint.get("/compare.<any(csv,json):form>")
@answers_in_json
@known_by_store
def compare(form: str | None) -> Answer:
    """A line for each period with the value of every series, in the order of `series`; null where one has
    none. `comparable` is false where one breaks with those before or cannot be compared over the merger."""
    found = [rows for rows in map(_actual, series_asked.found()) if rows]
    _need_few(found)
    flat = [row for rows in found for row in rows]
    units = measured.need_one(flat, ("so sánh", "compared"))
    if answers.wants_csv(form):
        listed = [{**_of(rows[0]), **row} for rows in found for row in rows]
        return answers.as_csv(listed, COLUMNS, "compare.csv")
    lines = list(_lines(found))
    context = {"asked": observing.asked(), **series_asked.marked(flat), "units": units}
    context |= {"series": [_of(rows[0]) for rows in found]}
    return answers.as_json({**context, "total": len(lines), "results": lines})


def _actual(rows: list[series.Row]) -> list[series.Row]:
    return [row for row in rows if row["VALUE_TYPE"] == "ACT"]


def _need_few(found: list[list[series.Row]]) -> None:
    if LEAST <= len(found) <= MOST:
        return
    named = [f"{rows[0]['INDICATOR']} {rows[0]['REF_AREA']}" for rows in found[: 2 * MOST]]
    raise answers.refused(
        "area",
        "two-to-four",
        f"So sánh nhận {LEAST} đến {MOST} chuỗi, câu hỏi này có {len(found)}; hãy nêu các địa bàn ở “area” "
        "hoặc các chỉ tiêu ở “indicator”.",
        f"A comparison takes {LEAST} to {MOST} series, this has {len(found)}; name places in “area” or "
        "indicators in “indicator”.",
        named,
    )


def _lines(found: list[list[series.Row]]) -> Iterator[dict[str, Any]]:
    # Of a period the first row holds: `grouped` puts a value as reported before a derived one.
    held = [{row["TIME_PERIOD"]: row for row in reversed(rows)} for rows in found]
    for period in sorted({time for own in held for time in own}):
        rows = [own.get(period) for own in held]
        points = [{name: row[name] for name in POINT} if row else None for row in rows]
        yield {"TIME_PERIOD": period, "values": points, "comparable": all(map(_comparable, rows))}


def _comparable(row: series.Row | None) -> bool:
    return (
        row is not None
        and row["OBS_VALUE"] is not None
        and row["OBS_STATUS"] != "B"
        and row["COMPARABILITY"] not in ("BREAK", "NOT_COMP")
    )


def _of(row: series.Row) -> dict[str, Any]:
    name = definitions()[row["INDICATOR"]].name
    return {"INDICATOR_NAME": name["vi"], "INDICATOR_NAME_EN": name["en"]} | {
        column: row[column] for column in SERIES if column in row
    }
