"""API of quality: the score of every public dataset with its parts, and of one with the reasons."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint

from ckanext.dtts.openapi import paging, shapes
from ckanext.dtts.openapi.endpoint import Endpoint, described
from ckanext.dtts.quality import facts, listing
from ckanext.dtts.road import show
from ckanext.dtts.views import answers, links
from ckanext.dtts.views.api import Answer, answers_in_json
from dtts.quality import method

blueprint = Blueprint("dtts_api_quality", __name__, url_prefix="/api/dtts/v1")
blueprint.after_request(answers.opened)

LIMIT, MOST = 100, 500
ENDPOINTS = {
    "every": Endpoint(
        "Điểm chất lượng của mọi bộ dữ liệu công khai, theo từng phần; cách tính ở `method`.",
        "The score of quality of every public dataset, part by part; how it is counted is in `method`.",
        takes=paging.PAGED,
        gives=shapes.listed(shapes.record(listing.COLUMNS), method={"type": "array"}),
        forms=("json", "csv"),
    ),
    "one": Endpoint(
        "Điểm chất lượng của một bộ dữ liệu với lý do của từng phần.",
        "The score of quality of one dataset with the reason of every part.",
        takes=(paging.path("dataset", "Tên bộ dữ liệu.", "Name of the dataset.", "minh-hoa-nam-giam-sat"),),
        gives=shapes.record((*listing.COLUMNS, "parts")),
    ),
}
described(blueprint, "tables", ENDPOINTS)


@blueprint.get("/quality", defaults={"form": None})
@blueprint.get("/quality.<any(csv,json):form>")
@answers_in_json
def every(form: str | None) -> Answer:
    """Datasets by title with their scores; `limit` at most 500 here, since each is counted when asked for."""
    limit, offset = min(links.whole("limit", 0, MOST) or LIMIT, MOST), links.whole("offset", 0)
    found = listing.page(offset, limit)
    rows = [listing.as_row(*each) for each in found.rows]
    mark = {"mark": show.DEMO_MARK} if any(row["demo"] for row in rows) else {}
    told = [
        {"part": each.name, "weight": each.weight, "title": dict(each.title), "how": dict(each.how)}
        for each in method().parts
    ]
    context = {**mark, "method": told}
    return answers.paged(rows, found.total or 0, limit, context, form, listing.COLUMNS, "quality.csv")


@blueprint.get("/quality/<dataset>")
@answers_in_json
def one(dataset: str) -> Answer:
    """One public dataset with the reason of every part."""
    pkg = tk.get_action("package_show")({}, {"id": dataset})
    mark = {"mark": show.DEMO_MARK} if pkg.get("demo") == "true" else {}
    return answers.as_json({**mark, **listing.whole(pkg, facts.of([pkg])[0])})
