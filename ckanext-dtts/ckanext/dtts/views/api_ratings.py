"""API of readers' answers: whether datasets were useful, all of them as counts, and the words about one."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from ckan import model
from flask import Blueprint

from ckanext.dtts.feedback import lookup
from ckanext.dtts.feedback.ratings import listing, show
from ckanext.dtts.openapi import paging, shapes
from ckanext.dtts.openapi.endpoint import Endpoint, described
from ckanext.dtts.road import show as road_show
from ckanext.dtts.views import answers, links
from ckanext.dtts.views.api import Answer, answers_in_json
from dtts.rating import LEAST, VERDICTS

blueprint = Blueprint("dtts_api_ratings", __name__, url_prefix="/api/dtts/v1")
blueprint.after_request(answers.opened)

COLUMNS = ("dataset", "title", "title_en", *show.COUNTS, "demo")
ENDPOINTS = {
    "every": Endpoint(
        "Bộ dữ liệu có ích không, theo người đọc: số câu trả lời; số của từng câu chỉ nêu khi có đủ `least`.",
        "Whether datasets were useful to readers: how many answered, each count from `least` answers on.",
        takes=paging.PAGED,
        gives=shapes.listed(shapes.record(COLUMNS), least=shapes.WHOLE),
        forms=("json", "csv"),
    ),
    "comments": Endpoint(
        "Nhận xét công khai của người đọc về một bộ dữ liệu, với trả lời của cơ quan.",
        "Public comments of readers on a dataset, with the agency's answers.",
        takes=(paging.path("dataset", "Tên bộ dữ liệu.", "Name of the dataset.", "ket-qua"), *paging.PAGED),
        gives=shapes.listed(shapes.record(show.COLUMNS)),
        forms=("json", "csv"),
    ),
}
described(blueprint, "tables", ENDPOINTS)


@blueprint.get("/ratings", defaults={"form": None})
@blueprint.get("/ratings.<any(csv,json):form>")
@answers_in_json
def every(form: str | None) -> Answer:
    """A row for each public dataset that anybody has answered for, by name."""
    told = listing.summaries()
    query = sa.select(model.Package).where(
        model.Package.id.in_(told), model.Package.private.is_(False), model.Package.state == "active"
    )
    packages = model.Session.scalars(query.order_by(model.Package.name))
    rows = [{**_row(each), **show.counts(told[each.id])} for each in packages]
    mark = {"mark": road_show.DEMO_MARK} if any(row["demo"] for row in rows) else {}
    context = {**mark, "least": LEAST, "verdicts": {name: dict(words) for name, words in VERDICTS.items()}}
    return answers.listed(rows, context, form, COLUMNS, "ratings.csv")


@blueprint.get("/datasets/<dataset>/comments", defaults={"form": None})
@blueprint.get("/datasets/<dataset>/comments.<any(csv,json):form>")
@answers_in_json
def comments(dataset: str, form: str | None) -> Answer:
    """Public words, newest first, with what the agency answered, and the counts beside them."""
    package = lookup.public_dataset(dataset)
    limit = links.whole("limit", 0, answers.MOST) or answers.LIMIT
    found, total = listing.public(package.id, limit, links.whole("offset", 0))
    rows = [show.public_dict(each) for each in found]
    context = {"dataset": package.name, "counts": show.as_told(listing.summary(package.id))}
    filename = f"{package.name}.comments.csv"
    return answers.paged(rows, total, limit, context, form, show.COLUMNS, filename)


def _row(package: model.Package) -> dict[str, Any]:
    english = package.extras.get("title_en") or None
    named = {"dataset": package.name, "title": package.title, "title_en": english}
    return {**named, "demo": road_show.is_demo(package)}
