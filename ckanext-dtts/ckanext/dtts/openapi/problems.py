"""What went wrong, for machines: `application/problem+json` (RFC 9457), in both languages.

Beside the standard's members it has `vi` and `en`, `parameter` (which one was wrong), `possible` (values that
it may have), and `error`, the member that answers had before: `{"code", "message": {"vi", "en"}}`.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from types import MappingProxyType
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response
from flask_wtf.csrf import CSRFError  # type: ignore[import-untyped]
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, default_exceptions
from werkzeug.routing import RequestRedirect

from ckanext.dtts.dcat.distribution import site_address
from ckanext.dtts.errors import RefusedError, message_of, retry_after
from ckanext.dtts.road import tombstones

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
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
    "withdrawn": 410,
    "no-such-address": 404,
}
TITLES = {
    400: ("Yêu cầu chưa đúng", "Bad request"),
    401: ("Chưa xác thực", "Not authenticated"),
    403: ("Không có quyền", "Not allowed"),
    404: ("Không tìm thấy", "Not found"),
    405: ("Phương thức không dùng được ở đây", "Method not allowed"),
    409: ("Mâu thuẫn với trạng thái hiện tại", "Conflict"),
    410: ("Đã thu hồi", "Withdrawn"),
    412: ("Điều kiện không đạt", "Precondition failed"),
    413: ("Quá lớn", "Too large"),
    415: ("Kiểu nội dung không nhận", "Unsupported media type"),
    422: ("Không xử lý được tệp này", "The file cannot be worked with"),
    429: ("Quá nhiều yêu cầu", "Too many requests"),
    460: ("Mã kiểm tra không khớp", "Checksum mismatch"),
    500: ("Lỗi của cổng", "Fault of the portal"),
    503: ("Tạm thời không phục vụ được", "Not available for now"),
    507: ("Hết chỗ chứa", "No room left"),
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
    "fault": (
        500,
        "Cổng gặp lỗi khi trả lời; lỗi đã được ghi lại. Xin thử lại sau.",
        "The portal failed to answer; the fault was recorded. Please try again later.",
    ),
}
Answer = Any
Message = Mapping[str, str]


def problem(
    status: int,
    code: str,
    message: Message,
    parameter: str | None = None,
    possible: Iterable[str] = (),
    members: Mapping[str, Any] = MappingProxyType({}),
    **more: Any,
) -> Response:
    """The answer with `members` of its own; `more` comes into the member `error`."""
    lang = "en" if tk.request.args.get("lang") == "en" else "vi"
    told = {
        "type": f"{site_address()}/api-guide#{code}",
        "title": title(status)[lang == "en"],
        "status": status,
        "detail": message[lang],
        "vi": message["vi"],
        "en": message["en"],
    }
    told |= {"parameter": parameter, "possible": list(possible)} if parameter else {}
    told |= members
    told["error"] = {"code": code, "message": {"vi": message["vi"], "en": message["en"]}, **more}
    return Response(json.dumps(told, ensure_ascii=False), status, mimetype=MEDIA_TYPE)


def title(status: int) -> tuple[str, str]:
    """What a status of HTTP means, in Vietnamese and English."""
    return TITLES.get(status, TITLES[400 if status < 500 else 500])


def failed(code: str) -> Response:
    """An error whose sentences are fixed."""
    status, vi, en = SENTENCES[code]
    return problem(status, code, {"vi": vi, "en": en})


def of_error(error: Exception) -> Response:
    """What an action or a view raised, as a problem; raised again when it is none of ours."""
    if isinstance(error, tk.NotAuthorized):
        return failed("not-authenticated" if tk.current_user.is_anonymous else "not-authorized")
    if isinstance(error, tombstones.WithdrawnError):
        return problem(410, "withdrawn", error.tombstone.sentences(), **error.tombstone._asdict())
    if isinstance(error, tk.ValidationError):
        return _refused(error)
    for kind, code in _FIXED.items():
        if isinstance(error, kind):
            return failed(code)
    raise error


def answers(view: Callable[..., Answer]) -> Callable[..., Answer]:
    """Turn what a view or an action raises into a problem."""

    @wraps(view)
    def wrapped(*args: Any, **kwargs: Any) -> Answer:
        try:
            return view(*args, **kwargs)
        except (tk.NotAuthorized, tk.ValidationError, *_FIXED) as error:
            return of_error(error)

    return wrapped


def told_by(blueprint: Blueprint) -> None:
    """Errors of a blueprint that nothing else catches, such as a wrong method or a fault of ours."""
    for code in default_exceptions:
        blueprint.register_error_handler(code, of_http)
    blueprint.register_error_handler(Exception, _crashed)


def of_http(error: HTTPException) -> Response:
    """One of HTTP's own errors."""
    status = error.code or 500
    vi, en = title(status)
    answer = problem(status, f"http-{status}", {"vi": f"{vi}.", "en": f"{en}."})
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after"):
            answer.headers[name] = value
    return answer


def of_routing(error: Exception) -> Response | None:
    """No such address, or not by this method; None for one that is only written otherwise."""
    if isinstance(error, RequestRedirect) or not isinstance(error, HTTPException):
        return None
    return no_such_address() if error.code == 404 else of_http(error)


def no_such_address() -> Response:
    """With where the addresses are listed."""
    return problem(
        404,
        "no-such-address",
        {
            "vi": "Không có địa chỉ này. Danh sách ở /api/dtts/v1/openapi.json, cách dùng ở /api-guide.",
            "en": "No such address. They are listed at /api/dtts/v1/openapi.json and shown at /api-guide.",
        },
    )


def _refused(error: tk.ValidationError) -> Response:
    told = message_of(error)
    known = getattr(error, "dtts_refusal", None)
    code, message = told.pop("code"), told.pop("message")
    parameter = known.field if isinstance(known, RefusedError) else next(iter(error.error_dict), None)
    possible = known.possible if isinstance(known, RefusedError) else ()
    answer = problem(
        STATUS.get(code, 400), code, message, parameter, possible, getattr(known, "members", {}), **told
    )
    answer.headers.extend(retry_after(error))
    return answer


def _crashed(error: Exception) -> Response:
    log.error("the API failed at %s", tk.request.path, exc_info=error)
    return failed("fault")


_FIXED: dict[type[Exception], str] = {
    tombstones.WithdrawnError: "not-found",
    tk.ObjectNotFound: "not-found",
    CSRFError: "csrf",
    RequestEntityTooLarge: "too-large",
}
