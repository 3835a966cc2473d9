"""API of the gallery: works that use the data, all of them or one."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint

from ckanext.dtts.feedback import lookup
from ckanext.dtts.feedback.reuses import listing, show
from ckanext.dtts.model import Reuse
from ckanext.dtts.openapi import paging, shapes
from ckanext.dtts.openapi.endpoint import Endpoint, described
from ckanext.dtts.openapi.parameters import Parameter
from ckanext.dtts.road import show as road_show
from ckanext.dtts.views import answers, links
from ckanext.dtts.views.api import Answer, answers_in_json
from dtts.reuse import works

blueprint = Blueprint("dtts_api_reuse", __name__, url_prefix="/api/dtts/v1")
blueprint.after_request(answers.opened)

ROW = shapes.record(show.COLUMNS, number=shapes.WHOLE)
ENDPOINTS = {
    "every": Endpoint(
        "Sản phẩm dùng dữ liệu của cổng: ứng dụng, bài báo, nghiên cứu, bản đồ, tài liệu giảng dạy.",
        "Works of others that use the data: applications, articles, studies, maps, teaching material.",
        takes=(
            Parameter("dataset", "Tên bộ dữ liệu.", "Name of the dataset."),
            Parameter("work", "Loại sản phẩm.", "Kind of work.", choices=lambda: tuple(works())),
            *paging.PAGED,
        ),
        gives=shapes.listed(ROW),
        forms=("json", "csv"),
    ),
    "one": Endpoint(
        "Một sản phẩm; đã gỡ thì chỉ còn ngày và lý do.",
        "One work; of one that was taken off only the day and the reason.",
        takes=(paging.path("number", "Số của mục.", "Number of the entry.", "1"),),
        gives=shapes.record(("number", "state", "answer")),
    ),
}
described(blueprint, "tables", ENDPOINTS)


@blueprint.get("/reuses", defaults={"form": None})
@blueprint.get("/reuses.<any(csv,json):form>")
@answers_in_json
def every(form: str | None) -> Answer:
    """Public entries, newest first."""
    name = tk.request.args.get("dataset", "")
    asked = listing.Asked(tk.request.args.get("work", ""), lookup.public_dataset(name).id if name else "")
    limit = links.whole("limit", 0, answers.MOST) or answers.LIMIT
    found, total = listing.public(asked, limit, links.whole("offset", 0))
    rows = [show.as_row(each) for each in show.public_dicts(found)]
    mark = {"mark": road_show.DEMO_MARK} if any(row["demo"] for row in rows) else {}
    return answers.paged(rows, total, limit, mark, form, show.COLUMNS, "reuses.csv")


@blueprint.get("/reuses/<int:number>")
@answers_in_json
def one(number: int) -> Answer:
    """One entry, or what became of it."""
    told = show.public_dict(lookup.one(Reuse, number))
    mark = {"mark": road_show.DEMO_MARK} if told["demo"] else {}
    return answers.as_json({**mark, **told})
