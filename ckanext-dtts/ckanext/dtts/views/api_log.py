"""The end of the log of events, for anybody who wants to be able to say later that rows are missing."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint

from ckanext.dtts.openapi import shapes
from ckanext.dtts.openapi.endpoint import Endpoint, described
from ckanext.dtts.views.answers import as_json
from ckanext.dtts.views.api import Answer, answers_in_json

blueprint = Blueprint("dtts_api_log", __name__, url_prefix="/api/dtts/v1")

ENDPOINTS = {
    "head": Endpoint(
        "Đầu của nhật ký sự kiện: số thứ tự, mã băm, thời điểm và số dòng.",
        "The head of the log of events: number, hash, moment and count of rows.",
        gives=shapes.record(("seq", "hash", "at", "count")),
    ),
}
described(blueprint, "log", ENDPOINTS)


@blueprint.get("/log")
@answers_in_json
def head() -> Answer:
    """`seq`, `hash`, `at` and `count` of the log; nothing of what it says."""
    return as_json(tk.get_action("dtts_log_head")({}, {}))
