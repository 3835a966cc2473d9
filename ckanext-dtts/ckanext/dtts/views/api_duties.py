"""API of the catalogue of what must be published: every entry on a day, and the percentages."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint

from ckanext.dtts.openapi import paging, shapes
from ckanext.dtts.openapi.endpoint import Endpoint, described
from ckanext.dtts.openapi.parameters import Parameter
from ckanext.dtts.road import show
from ckanext.dtts.views import answers
from ckanext.dtts.views.api import Answer, answers_in_json
from dtts.duties import HOW, NAMES, STATES
from dtts.duties.sheet import COLUMNS

blueprint = Blueprint("dtts_api_duties", __name__, url_prefix="/api/dtts/v1")
blueprint.after_request(answers.opened)

AS_OF = Parameter(
    "as_of", "Ngày tính; không ghi là hôm nay.", "The day counted for; today unless told.", kind="day"
)
NARROWED = (
    Parameter("agency", "Mã cơ quan.", "Name of the agency."),
    Parameter("province_id", "Mã tỉnh kèm giai đoạn.", "Id of the province.", example="51@since-2025-07"),
    Parameter("area_id", "Mã địa bàn kèm giai đoạn.", "Id of the place."),
    Parameter("state", "Tình trạng.", "How the entry stands.", choices=lambda: STATES),
    Parameter("frequency", "Tần suất.", "How often it is due.", choices=lambda: NAMES),
    Parameter("dataset", "Tên bộ dữ liệu.", "Name of the dataset."),
)
FILTERS = tuple(each.name for each in NARROWED)
ENDPOINTS = {
    "entries": Endpoint(
        "Danh mục dữ liệu phải công bố vào một ngày, với tỷ lệ đã công bố và cập nhật.",
        "The catalogue of what must be published on a day, with the share that is published and up to date.",
        takes=(AS_OF, *NARROWED, *paging.PAGED),
        gives=shapes.listed(shapes.record(COLUMNS)),
        forms=("json", "csv"),
    ),
    "entry": Endpoint(
        "Một mục của danh mục với mọi kỳ đã đến hạn và mọi thay đổi.",
        "One entry of the catalogue with every period that fell due and every change.",
        takes=(paging.path("code", "Mã của mục.", "Code of the entry.", "DM-01"), AS_OF),
        gives=shapes.record(("code", "name", "obligations", "changes")),
    ),
}
described(blueprint, "duties", ENDPOINTS)


@blueprint.get("/catalogue", defaults={"form": None})
@blueprint.get("/catalogue.<any(csv,json):form>")
@answers_in_json
def entries(form: str | None) -> Answer:
    """All entries on `as_of`, today unless told, with the shares of all; `agency`, `province_id`, `area_id`,
    `state`, `frequency` and `dataset` narrow the rows and not the shares."""
    day = answers.day("as_of").isoformat()
    found = tk.get_action("dtts_entry_list")({}, {"as_of": day})
    rows = narrowed(found.pop("results"))
    mark = {"mark": show.DEMO_MARK} if any(row["demo"] for row in rows) else {}
    context = {**found, "how": dict(HOW), **mark}
    return answers.listed(rows, context, form, COLUMNS, f"catalogue-{day}.csv")


@blueprint.get("/catalogue/<code>")
@answers_in_json
def entry(code: str) -> Answer:
    """One entry with every period that fell due and every change of it."""
    asked = {"code": code, "as_of": answers.day("as_of").isoformat()}
    found = tk.get_action("dtts_entry_show")({}, asked)
    mark = {"mark": show.DEMO_MARK} if found["demo"] else {}
    return answers.as_json({**mark, **found})


def narrowed(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows that have the values of the query."""
    asked = {name: tk.request.args[name] for name in FILTERS if tk.request.args.get(name)}
    return [row for row in rows if all(row[name] == value for name, value in asked.items())]
