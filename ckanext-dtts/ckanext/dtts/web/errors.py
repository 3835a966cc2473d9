"""What readers are told when a service behind the portal is away."""

from __future__ import annotations

import logging

import ckan.plugins.toolkit as tk
from flask import Response, make_response

from ckanext.dtts.views import language

log = logging.getLogger(__name__)

_SECONDS = "30"
_SEARCH_AWAY = {
    "vi": "Chức năng tìm kiếm đang tạm ngừng. Trang của từng bộ dữ liệu vẫn xem và tải về được; "
    "xin thử tìm lại sau ít phút.",
    "en": "Search is away for the moment. Pages and downloads of datasets still work; "
    "please try searching again in a few minutes.",
}


_SESSIONS_AWAY = {
    "vi": "Hệ thống tạm thời không nhận ra người đăng nhập nên chưa làm gì với biểu mẫu vừa gửi. "
    "Xin giữ nguyên trang này và gửi lại sau ít phút.",
    "en": "The portal cannot tell for the moment who is signed in, so nothing was done with this form. "
    "Please keep the page and send it again in a few minutes.",
}


def search_away(error: Exception) -> Response:
    """503 with a sentence and a time to come back, for pages that cannot do without Solr."""
    log.error("a page needed Solr, which does not answer: %.300s", error)
    return _away(_SEARCH_AWAY)


def sessions_away() -> Response:
    """The same for a form whose sender cannot be known, as Redis does not answer."""
    return _away(_SESSIONS_AWAY)


def _away(sentences: dict[str, str]) -> Response:
    said = {"code": 503, "name": "Service Unavailable", "content": language.pick(sentences)}
    response = make_response(tk.render("error_document_template.html", said), 503)
    response.headers["Retry-After"] = _SECONDS
    return response
