"""API of series: values of a place over time with what was done to them, progress to targets, rankings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask import Blueprint

from ckanext.dtts.observations import query, series
from ckanext.dtts.observations.answer import as_row
from ckanext.dtts.observations.visible import origins
from ckanext.dtts.openapi import dimensions, paging, shapes
from ckanext.dtts.openapi.endpoint import Endpoint, described
from ckanext.dtts.registers import gazetteer
from ckanext.dtts.road import show
from ckanext.dtts.views import answers, observing
from ckanext.dtts.views.api import Answer, answers_in_json

blueprint = Blueprint("dtts_api_series", __name__, url_prefix="/api/dtts/v1")
blueprint.after_request(answers.opened)

MOST = 20_000
DISAGGREGATIONS = ("SEX", "ETHNIC_GROUP", "COMMUNE_REGION")
TOTAL = "_T"
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
        "Mỗi chuỗi đã đi được bao xa tới mục tiêu cuối, và vì sao nói vậy.",
        "How far each series has come to its last target, and why that is said.",
        takes=dimensions.SLICE,
        gives=shapes.listed(shapes.record((*series.OF_SERIES, "status", "reasons", "pace"))),
        fails=(413,),
    ),
    "rank": Endpoint(
        "Xếp hạng địa bàn theo một chỉ tiêu trong một kỳ, lớn nhất trước.",
        "Ranks places by one indicator in one period, largest first.",
        takes=(*dimensions.SLICE, *paging.PAGED),
        gives=shapes.listed(shapes.record(RANKED)),
        forms=("json", "csv"),
        fails=(413,),
    ),
}
described(blueprint, "indicators", ENDPOINTS)


@blueprint.get("/series")
@answers_in_json
def over_time() -> Answer:
    """Values of `indicator` for `area` over time, each explained; totals unless a disaggregation is named."""
    found = [series.described(rows, gazetteer()) for rows in _series()]
    return answers.as_json(
        {"asked": observing.asked(), **_marked(found), "total": len(found), "results": found}
    )


@blueprint.get("/progress")
@answers_in_json
def progress() -> Answer:
    """How far each series has come to its last target, and why that is said."""
    found = [series.judged(rows) for rows in _series()]
    return answers.as_json({"asked": observing.asked(), "total": len(found), "results": found})


@blueprint.get("/rank", defaults={"form": None})
@blueprint.get("/rank.<any(csv,json):form>")
@answers_in_json
def rank(form: str | None) -> Answer:
    """Places by the value of one indicator in one period, largest first; equal values share a rank."""
    period = observing.text("period")
    if not period or len(observing.several("indicator")) != 1:
        raise answers.refused(
            "period",
            "one-of-each",
            "Xếp hạng cần một “indicator” và một “period”, ví dụ indicator=GSO_EM_PUPILS&period=2016.",
            "A ranking needs one “indicator” and one “period”, as in indicator=GSO_EM_PUPILS&period=2016.",
        )
    rows = [row for group in _series(period) for row in group if row["VALUE_TYPE"] == "ACT"]
    if len({row["UNIT_MEASURE"] for row in rows}) > 1:
        raise answers.refused(
            "indicator",
            "mixed-units",
            "Các số liệu này có đơn vị khác nhau nên không xếp hạng chung được.",
            "These values have different units and cannot be ranked together.",
        )
    ranked = list(_ranked(rows))
    context = {"asked": observing.asked(), "period": period, **_marked(rows)}
    context |= {"without_value": sum(row["OBS_VALUE"] is None for row in ranked)}
    return answers.listed(ranked, context, form, RANKED, f"rank-{period}.csv")


def _series(period: str | None = None) -> list[list[series.Row]]:
    """The series of the slice that the request names; a slice that is too large says how large it is."""
    sources = origins()
    wanted = observing.wanted(sources)
    if not wanted.values.get("indicator"):
        raise answers.refused(
            "indicator",
            "missing",
            "Hãy cho biết “indicator”; danh sách ở /api/dtts/v1/indicators.",
            "Name an “indicator”; they are listed at /api/dtts/v1/indicators.",
        )
    if period:
        wanted = replace(wanted, since=period, until=period)
    total = query.count(wanted)
    if total > MOST:
        raise answers.refused(
            "area",
            "too-many-values",
            f"Câu hỏi này có {total} giá trị, quá {MOST}; hãy chọn địa bàn, kỳ, hoặc tải /observations.csv.",
            f"This has {total} values, more than {MOST}; choose areas or periods, or take /observations.csv.",
        )
    rows, _ = query.page(wanted, MOST)
    shown = [as_row(row, sources, gazetteer()) for row in rows]
    return series.grouped(_totals(shown, set(wanted.values)))


def _totals(rows: list[dict[str, Any]], asked: set[str]) -> list[dict[str, Any]]:
    """Of each disaggregation that was not asked for only the total, where an indicator has one: parts and
    whole in one answer would be added up by somebody."""
    for name in DISAGGREGATIONS:
        if name.lower() not in asked:
            with_total = {row["INDICATOR"] for row in rows if row[name] == TOTAL}
            rows = [row for row in rows if row[name] == TOTAL or row["INDICATOR"] not in with_total]
    return rows


def _ranked(rows: list[series.Row]) -> Iterator[dict[str, Any]]:
    """Largest first, those without a value last and without a rank."""
    known = sorted((row for row in rows if row["OBS_VALUE"] is not None), key=lambda row: -row["OBS_VALUE"])
    first_of: dict[float, int] = {}
    for place, row in enumerate(known, start=1):
        yield {**row, "RANK": first_of.setdefault(row["OBS_VALUE"], place)}
    yield from ({**row, "RANK": None} for row in rows if row["OBS_VALUE"] is None)


def _marked(rows: list[Any]) -> dict[str, Any]:
    return {"mark": show.DEMO_MARK} if any(row["DEMO"] for row in rows) else {}
