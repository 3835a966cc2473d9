"""How often a dataset was read, downloaded and asked for, day by day; and the hook that counts it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from ckanext.dtts.feedback.lookup import public_dataset
from ckanext.dtts.openapi import paging, shapes
from ckanext.dtts.openapi.endpoint import Endpoint, described
from ckanext.dtts.usage import counts, noting
from ckanext.dtts.views import answers
from ckanext.dtts.views.api import Answer, answers_in_json

blueprint = Blueprint("dtts_api_usage", __name__, url_prefix="/api/dtts/v1")
blueprint.after_request(answers.opened)
blueprint.after_app_request(noting.note)

ENDPOINTS = {
    "usage": Endpoint(
        "Số lượt xem, tải và gọi API của một bộ dữ liệu theo ngày; không có thông tin về người dùng.",
        "Views, downloads and API calls of a dataset by day; nothing of who made them.",
        takes=(
            paging.path("dataset", "Tên bộ dữ liệu.", "Name of the dataset.", "ket-qua"),
            *paging.PAGED,
        ),
        gives=shapes.listed(shapes.record(counts.COLUMNS)),
        forms=("json", "csv"),
    ),
}
described(blueprint, "tables", ENDPOINTS)


@blueprint.get("/datasets/<dataset>/usage", defaults={"form": None})
@blueprint.get("/datasets/<dataset>/usage.<any(csv,json):form>")
@answers_in_json
def usage(dataset: str, form: str | None) -> Answer:
    """A row for each day on which a public dataset was used, newest first."""
    package = public_dataset(dataset)
    context: dict[str, Any] = {"dataset": package.name}
    filename = f"{package.name}.usage.csv"
    return answers.listed(counts.by_day(package.id), context, form, counts.COLUMNS, filename)
