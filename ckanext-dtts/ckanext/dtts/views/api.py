"""The small API: send a table, follow what becomes of it, read its rows.

A token in the Authorization header needs no CSRF token; a browser's session does.
"""

from __future__ import annotations

import json
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.common import g
from ckan.config.middleware.flask_app import csrf
from flask import Blueprint, Response, request

from ckanext.dtts.openapi import paging, problems, shapes
from ckanext.dtts.openapi.endpoint import Body, Endpoint, described
from ckanext.dtts.openapi.parameters import Parameter
from ckanext.dtts.road import show
from ckanext.dtts.views.answers import as_json

blueprint = Blueprint("dtts_api", __name__, url_prefix="/api/dtts/v1")
csrf.exempt(blueprint)  # the views below ask for it themselves, and answer in JSON when it lacks

Answer = Response | tuple[Response, int] | tuple[Response, int, dict[str, str]]
FORM_FIELDS = ("dataset", "table", "schema", "name", "name_en", "answers", "upload_id")
READ_PARAMETERS = ("limit", "offset", "sort", "filters", "q", "version")
_FORM = {"type": "object", "properties": {name: {"type": "string"} for name in FORM_FIELDS}}
_FILE = {"file": {"type": "string", "contentMediaType": "application/octet-stream"}}
_SUBMISSION = shapes.record(("id", "state", "dataset", "table", "progress", "events"))
ENDPOINTS = {
    "send": Endpoint(
        "Gửi một bảng; 202 với địa chỉ của trạng thái.",
        "Sends a table; 202 with the address of its state.",
        takes=(
            Parameter(
                "Idempotency-Key",
                "Gửi lại cùng khóa không tạo bản gửi thứ hai.",
                "The same key sent twice does nothing twice.",
                place="header",
            ),
        ),
        gives=_SUBMISSION,
        status=202,
        fails=(401, 403, 409, 413),
        body=Body(
            {
                "multipart/form-data": {**_FORM, "properties": {**_FORM["properties"], **_FILE}},  # type: ignore[dict-item]
                "application/json": _FORM,
            }
        ),
        token=True,
    ),
    "follow": Endpoint(
        "Trạng thái, tiến độ, báo cáo và sự kiện của một bản gửi.",
        "State, progress, report and events of a submission.",
        takes=(
            paging.path(
                "identifier", "Mã bản gửi.", "Id of the submission.", "00000000-0000-0000-0000-000000000000"
            ),
        ),
        gives=_SUBMISSION,
        fails=(401, 403),
        token=True,
    ),
    "rows": Endpoint(
        "Các dòng của một bảng đã công bố.",
        "Rows of a published table.",
        takes=(
            paging.path("dataset", "Tên bộ dữ liệu.", "Name of the dataset.", "ket-qua"),
            paging.path("table", "Tên bảng trong địa chỉ.", "The table's part of its address.", "bang"),
            paging.LIMIT,
            paging.OFFSET,
            Parameter(
                "sort", "Cột để xếp, thêm “ desc” để xếp giảm.", "Columns to sort by, with “ desc” downwards."
            ),
            Parameter(
                "filters", 'Điều kiện dạng JSON: {"cột": giá trị}.', 'Conditions as JSON: {"column": value}.'
            ),
            Parameter("q", "Từ cần tìm trong dòng.", "Words to be found in the row."),
            Parameter("version", "Số của phiên bản.", "Number of a version.", kind="whole", least=1),
        ),
        gives=shapes.record(
            ("table", "fields", "rows", "total", "limit", "offset", "version"), total=shapes.WHOLE
        ),
        fails=(410,),
    ),
}
described(blueprint, "tables", ENDPOINTS)

answers_in_json = problems.answers
"""Turn what an action raises into a problem (RFC 9457)."""


@blueprint.post("/submissions")
@answers_in_json
def send() -> Answer:
    """Take a file for `dataset` and `table`; 202 with the address of its state.

    A form with the file as `file`; or a form or JSON with the `upload_id` of one that came in pieces.
    """
    if tk.current_user.is_anonymous:
        return problems.failed("not-authenticated")
    if not g.get("login_via_auth_header"):
        csrf.protect()
    given: Any = request.get_json() if request.is_json else request.form
    if not isinstance(given, dict):
        given = {}
    fields: dict[str, Any] = {name: given[name] for name in FORM_FIELDS if name in given}
    fields["upload"] = request.files.get("file")
    if key := request.headers.get("Idempotency-Key"):
        fields["idempotency_key"] = key
    submission = tk.get_action("dtts_table_submit")({}, {**fields, "door": "api"})
    address = tk.url_for("dtts_api.follow", identifier=submission["id"], locale="default")
    return as_json(submission), 202, {"Location": address}


@blueprint.get("/submissions/<identifier>")
@answers_in_json
def follow(identifier: str) -> Answer:
    """State, progress, report and events of a submission."""
    request.environ["__no_cache__"] = True
    return as_json(tk.get_action("dtts_submission_show")({}, {"id": identifier}))


@blueprint.get("/tables/<dataset>/<table>")
@answers_in_json
def rows(dataset: str, table: str) -> Answer:
    """Rows of a published table; `limit offset sort q version`, and `filters` as JSON."""
    asked = {name: value for name, value in request.args.items() if name in READ_PARAMETERS}
    if "filters" in asked:
        try:
            asked["filters"] = json.loads(asked["filters"])
        except json.JSONDecodeError as error:
            raise tk.ValidationError({"filters": [f"JSON: {error}"]}) from error
    described = tk.get_action("dtts_table_show")({}, {"dataset": dataset, "table": table})
    answer = tk.get_action("dtts_table_rows")({}, {**asked, "dataset": dataset, "table": table})
    mark = {"mark": show.DEMO_MARK} if answer["demo"] else {}
    return as_json({"table": described, **mark, **answer})
