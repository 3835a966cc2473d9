"""Chỉ tiêu: an indicator over time in one place, the answer first, with what the merger did to it."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint, abort, redirect
from werkzeug.wrappers import Response

from ckanext.dtts.dcat.distribution import site_address
from ckanext.dtts.observations.answer import area_names
from ckanext.dtts.registers import gazetteer, today
from ckanext.dtts.views import indicator_about, indicator_data, indicator_map, indicator_targets
from dtts.catalogue import indicator_families
from dtts.indicators.definition import definitions

blueprint = Blueprint("dtts_indicators", __name__)


@blueprint.get("/chi-tieu/", strict_slashes=False)
def index() -> str:
    """Every indicator that has values, then those that are defined and wait for them."""
    found = [each for each in indicator_data.held() if each.code in definitions()]
    with_values = {each.code for each in found}
    waiting = [one for code, one in definitions().items() if code not in with_values]
    shown = {
        "held": found,
        "waiting": waiting,
        "definitions": definitions(),
        "families": indicator_families(),
    }
    return tk.render("dtts/indicators.html", shown)


@blueprint.get("/chi-tieu/<code>")
def read(code: str) -> str | Response:
    """One indicator; `dia-ban` names the place, by a code of today or an id, `ky` the period of the map."""
    definition = definitions().get(code)
    if definition is None:
        abort(404, tk._("There is no such indicator. They are listed at Indicators."))
    areas = indicator_data.areas_of(code)
    area = place_of(tk.request.args.get("dia-ban", "").strip()) or next(iter(areas), None)
    about = {"definition": definition, "facts": indicator_about.facts(definition)}
    if area is None:
        aims = indicator_targets.without_values(definition, gazetteer())
        return tk.render("dtts/indicator.html", {**about, "shown": None, "choices": [], "aims": aims})
    if area not in areas and not indicator_data.parts_of(area, gazetteer()):
        return redirect(tk.url_for("dtts_indicators.read", code=code))
    names = {each: area_names(each, gazetteer()) for each in [*areas, area]}
    shown = indicator_data.shown(definition, area)
    drawn = indicator_map.of(definition, area, tk.request.args.get("ky", "").strip())
    given = {"shown": shown, "choices": names, "area": area, "aims": shown.aims, "map": drawn}
    return tk.render("dtts/indicator.html", {**about, **given, "site": site_address()})


def place_of(asked: str) -> str | None:
    """The id of the place that a code of today or an id names; None when there is none."""
    if not asked or asked == "VN":
        return asked or None
    unit = gazetteer().place(asked) if "@" in asked else gazetteer().unit(asked, today())
    return unit.area_id if unit else None
