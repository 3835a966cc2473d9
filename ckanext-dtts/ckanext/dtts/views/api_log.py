"""The end of the log of events, for anybody who wants to be able to say later that rows are missing."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint

from ckanext.dtts.views.answers import as_json
from ckanext.dtts.views.api import Answer, answers_in_json

blueprint = Blueprint("dtts_api_log", __name__, url_prefix="/api/dtts/v1")


@blueprint.get("/log")
@answers_in_json
def head() -> Answer:
    """`seq`, `hash`, `at` and `count` of the log; nothing of what it says."""
    return as_json(tk.get_action("dtts_log_head")({}, {}))
