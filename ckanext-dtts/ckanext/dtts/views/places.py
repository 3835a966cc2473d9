"""Địa bàn: an administrative unit through time, what it was made of and became, and its datasets."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, abort, redirect
from werkzeug.wrappers import Response

from ckanext.dtts.observations.answer import area_names
from ckanext.dtts.registers import gazetteer, sources, today
from ckanext.dtts.views import (
    api_registers,
    language,
    monitoring_part,
    monitoring_words,
    place_data,
    place_dots,
    place_figures,
)
from dtts.catalogue import table_schema
from dtts.indicators.rollup import COUNTRY
from dtts.units import FORMER_ENDS, Change, Gazetteer, Unit, find, former_district

blueprint = Blueprint("dtts_places", __name__)

LONGEST = 100


@blueprint.get("/dia-ban/", strict_slashes=False)
def index() -> str:
    """All provinces, and a search by names of today and of before."""
    known, words = gazetteer(), tk.request.args.get("q", "").strip()[:LONGEST]
    return tk.render(
        "dtts/places.html",
        {
            "words": words,
            "provinces": known.in_force(today(), "province"),
            "current": matches(known, words, former=False),
            "former": matches(known, words, former=True),
        },
    )


@blueprint.get("/dia-ban/<place>")
def read(place: str) -> str | Response:
    """One place. `<code>` is the unit in force today, `<code>@<epoch>` stays what it is for ever."""
    known = gazetteer()
    unit = known.place(place) if "@" in place else known.unit(place, today())
    if unit is None:
        return last_known(known, place)
    made_of, became = api_registers.origins(known, unit), api_registers.fate(known, unit)
    above = tuple(known.upwards(unit))[1:]
    lang = language.current()
    beside = [*(area_names(each.area_id, known) for each in above), area_names(COUNTRY, known)]
    names = [each[lang] for each in beside]
    halves = place_figures.halves(unit, [*(each.area_id for each in above), COUNTRY])
    return tk.render(
        "dtts/place.html",
        {
            "unit": unit,
            "in_force": unit.valid_on(today()),
            "above": above,
            "children": children(known, unit),
            "composition": composition(known, unit),
            "history": [each for each in known.history(unit.code, unit.level) if not each.retired],
            "made_of": made_of,
            "became": became,
            "districts": districts(known, made_of),
            "grouping": former_district(known, unit.code) if is_former_district(unit) else None,
            "reported": reported(known, unit),
            "sources": sources(),
            "halves": halves,
            "point_words": table_schema(place_figures.POINTS).field("status").enum_labels,
            "beside": beside,
            "dots_of": {half.demo: place_dots.of(half, unit.label(lang), names) for half in halves},
            "comparisons": place_figures.comparisons(unit, halves[0].measured),
            "datasets": place_data.about(unit, related(made_of, became), above),
            "monitoring": monitoring_part.of_place(unit),
            "words": monitoring_words,
        },
    )


def last_known(known: Gazetteer, place: str) -> Response:
    """To the last unit that bore a code, or nowhere."""
    ended = known.history(place) if "@" not in place and place.isdecimal() else ()
    if not ended:
        abort(404, tk._("No place has this code or name at this address. Search for it among the places."))
    return redirect(tk.url_for("dtts_places.read", place=ended[-1].area_id), 302)


def matches(known: Gazetteer, words: str, *, former: bool) -> list[Any]:
    """Units that the words may mean, of today or of the last day before July 2025; codes are taken too."""
    on = FORMER_ENDS if former else today()
    if words.isdecimal():
        unit = known.unit(words, on)
        return [{"unit": unit, "path": known.path(unit.code, on, unit.level)}] if unit else []
    return [
        {"unit": each.unit, "path": each.path} for each in (find(known, words, on, limit=30) if words else ())
    ]


def children(known: Gazetteer, unit: Unit) -> tuple[Unit, ...]:
    """The units directly below, as of today or of the unit's last day."""
    on = today() if unit.valid_on(today()) else unit.valid_to or FORMER_ENDS
    return known.children(unit.code, on, unit.level)


def composition(known: Gazetteer, unit: Unit) -> list[tuple[Unit | None, int]]:
    """How many of a province's communes lie on the ground of each former province; None: of several."""
    if unit.level != "province" or unit.parent_code or not unit.valid_on(today()):
        return []
    counts: dict[Unit | None, int] = {}
    for commune in children(known, unit):
        old = (known.place(change.old_id) for change in known.changes_into(commune.area_id))
        provinces = {known.province(each) for each in old if each}
        one = provinces.pop() if len(provinces) == 1 else None
        counts[one] = counts.get(one, 0) + 1
    return sorted(counts.items(), key=lambda pair: -pair[1])


def districts(known: Gazetteer, made_of: Any) -> list[Unit]:
    """The former districts of the provinces that a province was made of."""
    olds = [link.old for link in made_of.links] if made_of else []
    provinces = [old for old in olds if old.level == "province"]
    return [each for old in provinces for each in known.children(old.code, FORMER_ENDS, old.level)]


def is_former_district(unit: Unit) -> bool:
    """A district that was there on the last day of districts."""
    return unit.level == "district" and not unit.retired


def reported(known: Gazetteer, unit: Unit) -> list[Change]:
    """Changes of the place that are reported without a day, and therefore not applied."""
    return [change for change in known.undated if unit.area_id in (change.old_id, change.new_id)]


def related(made_of: Any, became: Any) -> list[Unit]:
    """The units of the other time that the place shares ground with."""
    links = [*(made_of.links if made_of else ()), *(became.links if became else ())]
    return [link.old if made_of else link.new for link in links]
