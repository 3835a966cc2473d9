"""Charts and maps for the pages of others: `/nhung/…` stands in a frame of any site."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, abort

from ckanext.dtts.dcat.distribution import site_address
from ckanext.dtts.views import assets, indicator_data, indicator_map
from ckanext.dtts.views.indicator_asked import asked
from ckanext.dtts.views.known import known_by_store
from dtts.indicators.definition import Definition

blueprint = Blueprint("dtts_embed", __name__, url_prefix="/nhung")

# Nothing runs, nothing is sent, and any page may frame it: it knows nobody and changes nothing.
POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"


@blueprint.get("/chi-tieu/<code>/bieu-do")
@known_by_store
def chart(code: str) -> Response:
    """The chart of an indicator in one place, with its table."""
    definition, area = _asked(code)
    shown = indicator_data.shown(definition, area)
    if shown.wide is None:
        abort(404)
    return framed("chart", definition=definition, shown=shown, demo=shown.demo, area=area)


@blueprint.get("/chi-tieu/<code>/ban-do")
@known_by_store
def picture(code: str) -> Response:
    """The map of an indicator, small enough for a frame."""
    definition, area = _asked(code)
    found = indicator_map.of(definition, area, tk.request.args.get("ky", "").strip(), indicator_map.SMALL)
    if found is None:
        abort(404)
    return framed("map", definition=definition, map=found, demo=found.demo, area=area)


def _asked(code: str) -> tuple[Definition, str]:
    try:
        return asked(code)
    except (tk.ObjectNotFound, tk.ValidationError):
        return abort(404)


def framed(template: str, **shown: Any) -> Response:
    """A page for a frame, which is the same for everybody who sees it there."""
    response = assets.Kept(tk.render(f"dtts/embed/{template}.html", {"site": site_address(), **shown}))
    response.headers["Content-Security-Policy"] = POLICY
    return response
