"""Chỉ tiêu: an indicator over time in one place, the answer first, with what the merger did to it."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint, abort

from ckanext.dtts.dcat.distribution import site_address
from ckanext.dtts.observations.answer import area_names
from ckanext.dtts.registers import gazetteer, today
from ckanext.dtts.views import (
    figure_told,
    indicator_about,
    indicator_data,
    indicator_map,
    indicator_parts,
    indicator_place,
    indicator_ranking,
    indicator_sexes,
    indicator_targets,
)
from dtts.catalogue import indicator_families
from dtts.indicators.definition import definitions

LATE = 3

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
def read(code: str) -> str:
    """One indicator; `dia-ban` or `noi` names the place, `ky` the period of the map."""
    definition = definitions().get(code)
    if definition is None:
        abort(404, tk._("There is no such indicator. They are listed at Indicators."))
    areas = indicator_data.areas_of(code)
    chosen = indicator_place.chosen(areas)
    area = chosen.area
    about = {"definition": definition, "facts": indicator_about.facts(definition), "chosen": chosen}
    if area is None:
        aims = indicator_targets.without_values(definition, gazetteer())
        return tk.render("dtts/indicator.html", {**about, "shown": None, "choices": [], "aims": aims})
    names = {each: area_names(each, gazetteer()) for each in [*areas, area]}
    shown = indicator_data.shown(definition, area)
    drawn = indicator_map.of(definition, area, tk.request.args.get("ky", "").strip())
    given = {"shown": shown, "choices": names, "area": area, "aims": shown.aims, "map": drawn}
    given |= {
        "ranking": indicator_ranking.of(definition, drawn) if drawn else None,
        "parts": indicator_parts.of(definition, area),
        "sexes": indicator_sexes.of(definition, area),
    }
    said = {"whole": figure_told.whole, "address": figure_told.address, "gap": gap(shown.latest)}
    return tk.render("dtts/indicator.html", {**about, **given, **said, "site": site_address()})


def gap(latest: indicator_data.Row | None) -> int | None:
    """The first year without a figure where more than LATE years have passed since the latest one."""
    if latest is None:
        return None
    year = int(latest["TIME_PERIOD"][:4])
    return year + 1 if today().year - year > LATE else None
