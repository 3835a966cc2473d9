"""Addresses under the API that do not exist, or not by that method: told as its other errors are."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response

from ckanext.dtts.openapi import problems

blueprint = Blueprint("dtts_api_unknown", __name__)
PREFIX = "/api/dtts/v1"


@blueprint.before_app_request
def tell() -> Response | None:
    """Before CKAN answers with a page."""
    asked = tk.request
    if not asked.path.startswith(PREFIX):
        return None
    if asked.routing_exception is not None:
        return problems.of_routing(asked.routing_exception)
    # CKAN has rules that take any path; what they find here is none of this API.
    ours = asked.url_rule is not None and asked.url_rule.rule.startswith(PREFIX)
    return None if ours else problems.no_such_address()
