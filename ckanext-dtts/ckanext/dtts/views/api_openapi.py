"""OpenAPI 3.1 of this API, made of the routes and their tables as they are."""

from __future__ import annotations

import json

from flask import Blueprint, Response, current_app

from ckanext.dtts.dcat.distribution import site_address
from ckanext.dtts.openapi.document import MEDIA_TYPES, document
from ckanext.dtts.openapi.endpoint import Endpoint, described
from ckanext.dtts.views import labels
from ckanext.dtts.views.api import Answer, answers_in_json

blueprint = Blueprint("dtts_api_openapi", __name__, url_prefix="/api/dtts/v1")
ENDPOINTS = {
    "describe": Endpoint(
        "Mô tả của API này theo OpenAPI 3.1.", "This API as OpenAPI 3.1.", forms=("openapi",), tried=True
    ),
}
described(blueprint, "about", ENDPOINTS)


@blueprint.get("/openapi.json")
@answers_in_json
def describe() -> Answer:
    """Every endpoint with what it takes and gives."""
    title = {lang: labels.site_title(lang) for lang in ("vi", "en")}
    made = document(current_app.url_map, site_address(), title)
    return Response(json.dumps(made, ensure_ascii=False), content_type=MEDIA_TYPES["openapi"])
