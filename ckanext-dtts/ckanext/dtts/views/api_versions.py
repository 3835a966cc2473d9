"""API of versions: which there are, what one is, and what it changed."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint

from ckanext.dtts.dcat.distribution import site_address
from ckanext.dtts.openapi import paging, shapes
from ckanext.dtts.openapi.endpoint import Endpoint, described
from ckanext.dtts.views import answers
from ckanext.dtts.views.api import Answer, answers_in_json

blueprint = Blueprint("dtts_api_versions", __name__, url_prefix="/api/dtts/v1/tables/<dataset>/<table>")
blueprint.after_request(answers.opened)

DATASET = paging.path("dataset", "Tên bộ dữ liệu.", "Name of the dataset.", "ket-qua")
TABLE = paging.path("table", "Tên bảng trong địa chỉ.", "The table's part of its address.", "bang")
NUMBER = paging.path("version", "Số của phiên bản.", "Number of the version.", "1")
ENDPOINTS = {
    "index": Endpoint(
        "Mọi phiên bản của một bảng, mới nhất trước.",
        "Every version of a table, newest first.",
        takes=(DATASET, TABLE),
        gives=shapes.listed(shapes.record(("version", "state", "published", "rows", "url"))),
    ),
    "read": Endpoint(
        "Một phiên bản; phiên bản đã thu hồi trả lời 410 với lý do.",
        "One version; of a withdrawn one its tombstone, as 410.",
        takes=(DATASET, TABLE, NUMBER),
        fails=(410,),
    ),
    "difference": Endpoint(
        "Phiên bản ấy đã thay đổi gì so với phiên bản trước.",
        "What the version changed against the one that it replaced.",
        takes=(DATASET, TABLE, NUMBER),
        fails=(410,),
    ),
}
described(blueprint, "tables", ENDPOINTS)


@blueprint.get("/versions")
@answers_in_json
def index(dataset: str, table: str) -> Answer:
    """Every version, newest first, with how it stands (`current`, `replaced`, `undone`, `withdrawn`)."""
    listed = tk.get_action("dtts_version_list")({}, {"dataset": dataset, "table": table})
    found = [each | _addresses(dataset, table, each["version"]) for each in listed]
    return answers.as_json({"dataset": dataset, "table": table, "total": len(found), "results": found})


@blueprint.get("/versions/<int:version>")
@answers_in_json
def read(dataset: str, table: str, version: int) -> Answer:
    """One version; of a withdrawn one its tombstone, as 410."""
    asked = {"dataset": dataset, "table": table, "version": version}
    record = tk.get_action("dtts_version_show")({}, asked)
    answer = answers.as_json(record | _addresses(record["dataset"], table, version))
    return (answer, 410) if record["tombstone"] else answer


@blueprint.get("/versions/<int:version>/difference")
@answers_in_json
def difference(dataset: str, table: str, version: int) -> Answer:
    """What the version changed against the one that it replaced."""
    asked = {"dataset": dataset, "table": table, "version": version}
    found = tk.get_action("dtts_version_difference")({}, asked)
    page = _addresses(dataset, table, version)["url"]
    return answers.as_json(found | {"changes_csv": f"{page}/thay-doi.csv" if found["changes"] else None})


def _addresses(dataset: str, table: str, version: int) -> dict[str, Any]:
    own = f"/tables/{dataset}/{table}/versions/{version}"
    return {
        "url": f"{site_address()}/dataset/{dataset}/{table}/v/{version}",
        "difference_url": f"{site_address()}/api/dtts/v1{own}/difference",
    }
