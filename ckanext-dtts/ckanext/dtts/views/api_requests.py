"""API of requests for data: the public ones, and one of them. Requests are made with the form alone."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from ckanext.dtts.feedback import lookup
from ckanext.dtts.feedback.requests import areas, listing, show
from ckanext.dtts.feedback.requests.listing import Narrowed
from ckanext.dtts.model import DataRequest
from ckanext.dtts.openapi import paging, shapes
from ckanext.dtts.openapi.endpoint import Endpoint, described
from ckanext.dtts.openapi.parameters import Parameter
from ckanext.dtts.road.show import DEMO_MARK
from ckanext.dtts.views import answers, observing
from ckanext.dtts.views.api import Answer, answers_in_json
from dtts.feedback.requests import COURSE

blueprint = Blueprint("dtts_api_requests", __name__, url_prefix="/api/dtts/v1")
blueprint.after_request(answers.opened)

COLUMNS = (
    *("number", "state", "text", "area_id", "year_from", "year_to", "support", "agency", "answer"),
    *("planned_for", "dataset", "ground", "duplicate_of", "asked", "changed", "demo"),
)
MOST = 10_000
ENDPOINTS = {
    "data_requests": Endpoint(
        "Yêu cầu dữ liệu của người đọc đã công khai, mới nhất trước; không có thông tin về người yêu cầu.",
        "Requests of readers for data that are public, newest first; nothing of who asked.",
        takes=(
            Parameter(
                "state", "Tình trạng.", "How the request stands.", choices=lambda: sorted(COURSE.public)
            ),
            Parameter(
                "area_id",
                "Địa bàn: VN hoặc mã tỉnh kèm giai đoạn (24@since-2025-07).",
                "Place: VN, or the id of a province (24@since-2025-07).",
                choices=lambda: tuple(areas.choices()),
                open_list=True,
            ),
            Parameter("q", "Từ có trong yêu cầu.", "Words that stand in the request."),
            *paging.PAGED,
        ),
        gives=shapes.listed(shapes.record(COLUMNS)),
        forms=("json", "csv"),
    ),
    "data_request": Endpoint(
        "Một yêu cầu dữ liệu theo số.",
        "One request for data by its number.",
        takes=(paging.path("number", "Số của yêu cầu.", "Number of the request.", "1"),),
        gives=shapes.record(COLUMNS),
        forms=("json",),
    ),
}
described(blueprint, "feedback", ENDPOINTS)


@blueprint.get("/data-requests", defaults={"form": None})
@blueprint.get("/data-requests.<any(csv,json):form>")
@answers_in_json
def data_requests(form: str | None) -> Answer:
    """The public requests; `results` have what the page of each says."""
    state = answers.chosen("state", sorted(COURSE.public))
    asked = {"state": state, "area_id": observing.text("area_id"), "words": observing.text("q")}
    found, _total = listing.public(Narrowed(**{name: each or "" for name, each in asked.items()}), MOST, 0)
    rows = [_row(each) for each in show.public_dicts(found)]
    context: dict[str, Any] = {"mark": DEMO_MARK} if any(row["demo"] for row in rows) else {}
    return answers.listed(rows, context, form, COLUMNS, "data-requests.csv")


@blueprint.get("/data-requests/<int:number>")
@answers_in_json
def data_request(number: int) -> Answer:
    """One of them; also one that nobody has read yet, of which only number and state are told."""
    one = show.public_dict(lookup.one(DataRequest, number))
    return answers.as_json(_row(one) | ({"mark": DEMO_MARK} if one["demo"] else {}))


def _row(one: show.Answer) -> dict[str, Any]:
    return {**{name: one[name] for name in COLUMNS}, "agency": (one["agency"] or {}).get("name")}
