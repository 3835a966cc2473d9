"""API of series: values of a place over time with what was done to them, progress to targets, rankings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Blueprint

from ckanext.dtts.observations import official, series, visible
from ckanext.dtts.openapi import dimensions, paging, shapes
from ckanext.dtts.openapi.endpoint import Endpoint, described
from ckanext.dtts.openapi.parameters import Parameter
from ckanext.dtts.registers import gazetteer
from ckanext.dtts.views import answers, measured, observing, series_asked
from ckanext.dtts.views.api import Answer, answers_in_json
from ckanext.dtts.views.known import known_by, known_by_store

blueprint = Blueprint("dtts_api_series", __name__, url_prefix="/api/dtts/v1")
blueprint.after_request(answers.opened)

ORDER = Parameter(
    "order",
    "desc: lớn nhất trước (mặc định); asc: nhỏ nhất trước.",
    "desc: largest first (as it is unless told); asc: smallest first.",
    choices=lambda: ("desc", "asc"),
)
ONE_OF_EACH = ("FREQ", "VALUE_TYPE", *series_asked.DISAGGREGATIONS)
RANKED = (
    "RANK", "REF_AREA", "AREA_NAME", "AREA_NAME_EN", "OBS_VALUE", "UNIT_MEASURE", "UNIT_MULT", "OBS_STATUS",
    "COMPARABILITY", "TIME_PERIOD", "SEX", "ETHNIC_GROUP", "COMMUNE_REGION", "DATASET", "TABLE", "DEMO",
)  # fmt: skip
ENDPOINTS = {
    "over_time": Endpoint(
        "Số liệu của chỉ tiêu ở địa bàn qua các kỳ, từng số được giải thích.",
        "Values of an indicator for places over time, each explained.",
        takes=dimensions.SLICE,
        gives=shapes.listed(shapes.record((*series.OF_SERIES, "points", "targets", "baseline", "sources"))),
        fails=(413,),
    ),
    "progress": Endpoint(
        "Mỗi chuỗi đã đi được bao xa tới mục tiêu cuối, vì sao nói vậy, và đánh giá chính thức bên cạnh.",
        "How far each series has come to its last target, why that is said, and what offices say of it.",
        takes=dimensions.SLICE,
        gives=shapes.listed(shapes.record((*series.OF_SERIES, "status", "reasons", "pace", "official"))),
        fails=(413,),
    ),
    "rank": Endpoint(
        "Xếp hạng địa bàn theo một chỉ tiêu trong một kỳ, của tất cả hoặc của một nhóm.",
        "Ranks places by one indicator in one period, of all or of one group.",
        takes=(*dimensions.SLICE, ORDER, *paging.PAGED),
        gives=shapes.listed(shapes.record(RANKED), units=measured.SHAPE),
        forms=("json", "csv"),
        fails=(413,),
    ),
}
described(blueprint, "indicators", ENDPOINTS)


@blueprint.get("/series")
@answers_in_json
@known_by_store
def over_time() -> Answer:
    """Values of `indicator` for `area` over time, each explained; totals unless a disaggregation is named."""
    groups = series_asked.found()
    found = [series.described(rows, gazetteer()) for rows in groups]
    context = {"asked": observing.asked(), **series_asked.marked(found), **measured.told(_flat(groups))}
    return answers.as_json({**context, "total": len(found), "results": found})


@blueprint.get("/progress")
@answers_in_json
@known_by(visible.tag, official.tag)
def progress() -> Answer:
    """How far each series has come to its last target, and why that is said; what offices say beside it."""
    groups = series_asked.found()
    context = {"asked": observing.asked(), **series_asked.marked(_flat(groups))}
    said = official.listed()
    found = [series.judged(rows, said) for rows in groups]
    return answers.as_json({**context, "total": len(found), "results": found})


@blueprint.get("/rank", defaults={"form": None})
@blueprint.get("/rank.<any(csv,json):form>")
@answers_in_json
@known_by_store
def rank(form: str | None) -> Answer:
    """Places by the value of one indicator in one period, largest first; equal values share a rank."""
    period = _period()
    kind = observing.text("value_type") or "ACT"
    rows = [row for row in _flat(series_asked.found()) if row["VALUE_TYPE"] == kind]
    _need_one_of_each(rows)
    units = measured.need_one(rows, ("xếp hạng chung", "ranked together"))
    ranked = list(_ranked(rows, largest_first=observing.text("order") != "asc"))
    context = {"asked": observing.asked(), "period": period, **series_asked.marked(rows), "units": units}
    context |= {"without_value": sum(row["OBS_VALUE"] is None for row in ranked)}
    return answers.listed(ranked, context, form, RANKED, f"rank-{period}.csv")


def _period() -> str:
    """The one period of the request, which also names one indicator."""
    periods = observing.several("period")
    if len(periods) != 1 or len(observing.several("indicator")) != 1:
        raise answers.refused(
            "period",
            "one-of-each",
            "Xếp hạng cần một “indicator” và một “period”, ví dụ indicator=GSO_EM_PUPILS&period=2016.",
            "A ranking needs one “indicator” and one “period”, as in indicator=GSO_EM_PUPILS&period=2016.",
        )
    return periods[0]


def _need_one_of_each(rows: list[series.Row]) -> None:
    """A place stands in a ranking once: of men or of women, and not of both."""
    for name in ONE_OF_EACH:
        held = sorted({row[name] for row in rows})
        if len(held) > 1:
            asked = name.lower()
            raise answers.refused(
                asked,
                "one-of-each",
                f"Xếp hạng cần đúng một giá trị của “{asked}”; ở đây có: {', '.join(held)}.",
                f"A ranking needs one value of “{asked}”; there are: {', '.join(held)}.",
                held,
            )


def _ranked(rows: list[series.Row], *, largest_first: bool) -> Iterator[dict[str, Any]]:
    """In order of the values, those without one last and without a rank."""
    known = [row for row in rows if row["OBS_VALUE"] is not None]
    known.sort(key=lambda row: row["OBS_VALUE"], reverse=largest_first)
    first_of: dict[float, int] = {}
    for place, row in enumerate(known, start=1):
        yield {**row, "RANK": first_of.setdefault(row["OBS_VALUE"], place)}
    yield from ({**row, "RANK": None} for row in rows if row["OBS_VALUE"] is None)


def _flat(groups: list[list[series.Row]]) -> list[series.Row]:
    return [row for group in groups for row in group]
