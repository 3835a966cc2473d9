"""The small API: send a table, follow what becomes of it, read its rows.

A token in the Authorization header needs no CSRF token; a browser's session does.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.common import g
from ckan.config.middleware.flask_app import csrf
from flask import Blueprint, Response, request
from flask_wtf.csrf import CSRFError  # type: ignore[import-untyped]
from werkzeug.exceptions import RequestEntityTooLarge

from ckanext.dtts.errors import message_of, retry_after
from ckanext.dtts.road import show, tombstones
from ckanext.dtts.views.answers import as_json

blueprint = Blueprint("dtts_api", __name__, url_prefix="/api/dtts/v1")
csrf.exempt(blueprint)  # the views below ask for it themselves, and answer in JSON when it lacks

Answer = Response | tuple[Response, int] | tuple[Response, int, dict[str, str]]
STATUS = {
    "idempotency-key-reused": 409,
    "not-in-force": 404,
    "too-large": 413,
    "too-many-values": 413,
    "too-many-requests": 429,
    "busy": 503,
    "bad-media-type": 415,
    "bad-version": 412,
    "checksum-mismatch": 460,
    "offset-conflict": 409,
    "overtaken": 409,
    "too-much": 413,
    "uploads-full": 507,
}
SENTENCES = {
    "not-authenticated": (
        401,
        "Hãy gửi mã truy cập trong tiêu đề Authorization.",
        "Send an API token in the Authorization header.",
    ),
    "not-authorized": (403, "Bạn không có quyền làm việc này.", "You may not do this."),
    "not-found": (404, "Không tìm thấy.", "There is no such thing."),
    "csrf": (
        400,
        "Phiên làm việc thiếu mã chống giả mạo; hãy tải lại trang.",
        "The session's CSRF token is missing; load the page again.",
    ),
    "too-large": (413, "Yêu cầu quá lớn.", "The request is too large."),
}


def answers_in_json(view: Callable[..., Answer]) -> Callable[..., Answer]:
    """Turn what an action raises into `{"error": {"code", "message": {"vi", "en"}}}`."""

    @wraps(view)
    def wrapped(*args: Any, **kwargs: Any) -> Answer:
        try:
            return view(*args, **kwargs)
        except tk.NotAuthorized:
            return failed("not-authenticated" if tk.current_user.is_anonymous else "not-authorized")
        except tombstones.WithdrawnError as error:
            return as_json({"error": {"code": "withdrawn", **error.tombstone.to_dict()}}), 410
        except tk.ObjectNotFound:
            return failed("not-found")
        except CSRFError:
            return failed("csrf")
        except RequestEntityTooLarge:
            return failed("too-large")
        except tk.ValidationError as error:
            told = message_of(error)
            return as_json({"error": told}), STATUS.get(told["code"], 400), retry_after(error)

    return wrapped


def failed(code: str) -> Answer:
    """An error whose sentences are fixed."""
    status, vi, en = SENTENCES[code]
    return as_json({"error": {"code": code, "message": {"vi": vi, "en": en}}}), status


@blueprint.post("/submissions")
@answers_in_json
def send() -> Answer:
    """Take a file for `dataset` and `table`; 202 with the address of its state.

    A form with the file as `file`; or a form or JSON with the `upload_id` of one that came in pieces.
    """
    if tk.current_user.is_anonymous:
        return failed("not-authenticated")
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


FORM_FIELDS = ("dataset", "table", "schema", "name", "name_en", "answers", "upload_id")
READ_PARAMETERS = ("limit", "offset", "sort", "filters", "q", "version")
