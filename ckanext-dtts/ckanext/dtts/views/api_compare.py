"""API that holds two to four series against each other, period by period."""

from __future__ import annotations

from flask import Blueprint

from ckanext.dtts.openapi import dimensions, paging, shapes
from ckanext.dtts.openapi.endpoint import Endpoint, described
from ckanext.dtts.views import answers, measured, observing, series_asked
from ckanext.dtts.views.api import Answer, answers_in_json
from ckanext.dtts.views.compared import LEAST, MOST, POINT, SERIES, Row, actual, lines, named
from ckanext.dtts.views.known import known_by_store

blueprint = Blueprint("dtts_api_compare", __name__, url_prefix="/api/dtts/v1")
blueprint.after_request(answers.opened)

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
    found = [rows for rows in map(actual, series_asked.found()) if rows]
    _need_few(found)
    flat = [row for rows in found for row in rows]
    units = measured.need_one(flat, ("so sánh", "compared"))
    if answers.wants_csv(form):
        listed = [{**named(rows[0]), **row} for rows in found for row in rows]
        return answers.as_csv(listed, COLUMNS, "compare.csv")
    found_lines = list(lines(found))
    context = {"asked": observing.asked(), **series_asked.marked(flat), "units": units}
    context |= {"series": [named(rows[0]) for rows in found]}
    return answers.as_json({**context, "total": len(found_lines), "results": found_lines})


def _need_few(found: list[list[Row]]) -> None:
    if LEAST <= len(found) <= MOST:
        return
    examples = [f"{rows[0]['INDICATOR']} {rows[0]['REF_AREA']}" for rows in found[: 2 * MOST]]
    raise answers.refused(
        "area",
        "two-to-four",
        f"So sánh nhận {LEAST} đến {MOST} chuỗi, câu hỏi này có {len(found)}; hãy nêu các địa bàn ở “area” "
        "hoặc các chỉ tiêu ở “indicator”.",
        f"A comparison takes {LEAST} to {MOST} series, this has {len(found)}; name places in “area” or "
        "indicators in “indicator”.",
        examples,
    )
