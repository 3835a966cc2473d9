"""Pictures that services show beside a link to a page: of places and of datasets, under `/anh`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, abort

from ckanext.dtts.dcat.distribution import site_address
from ckanext.dtts.registers import gazetteer, today
from ckanext.dtts.views import (
    dataset,
    drawn,
    figures,
    headline,
    indicator_data,
    indicator_map,
    labels,
    language,
    monitoring_places,
)
from ckanext.dtts.views.api import answers_in_json
from ckanext.dtts.views.boundaries import boundary_words
from ckanext.dtts.views.known import known_by_store
from dtts import formats
from dtts.indicators.definition import definitions
from dtts.pictures import Card, Written, card, wrapped
from dtts.units import Unit

blueprint = Blueprint("dtts_link_pictures", __name__, url_prefix="/anh")

_COLUMN = 580.0
_FACT, _LEADING, _MOST_FACTS, _MOST_LINES = 24.0, 35.0, 3, 7
_LONGEST = 400


@blueprint.get("/dia-ban/<place>.png")
@answers_in_json
@known_by_store
def of_place(place: str) -> Response:
    """A place on the map of the country, with the latest figures that it has."""
    known = gazetteer()
    unit = known.place(place) if "@" in place else known.unit(place, today())
    if unit is None:
        abort(404)
    lang = language.current()
    above = ", ".join(each.label(lang) for each in list(known.upwards(unit))[1:])
    code = unit.code if unit.valid_on(today()) else unit.area_id
    made = card(
        f"{unit.label(lang)} ({unit.code})", above, [f"{site_address()}/dia-ban/{code}", boundary_words()],
        column=_COLUMN, keep=(_MOST_LINES + 1) * _LEADING,
    )  # fmt: skip
    rows = _rows(unit)
    given: dict[str, Any] = {
        "facts": list(_lines([_fact(row) for row in rows], _COLUMN, made)),
        "country": indicator_map.picture(None),
        "here": _here(unit),
        "demo": any(row["DEMO"] for row in rows),
    }
    return drawn.answer("png", "place", unit.label(lang), made, **given)


@blueprint.get("/dataset/<name>.png")
@answers_in_json
def of_dataset(name: str) -> Response:
    """A dataset by its title, its first figure, its description, its agency and its date."""
    pkg = dataset.show(name)
    lang = language.current()
    tables = [each for each in pkg["resources"] if each.get("url_type") == "dtts"]
    first = headline.of(pkg["name"], tables[0]) if tables else None
    title = language.text(pkg, "title")
    told = f"{first.place}: {first.indicator} {first.figure} ({first.period})" if first else ""
    agency = labels.agency(pkg["organization"], lang) if pkg.get("organization") else ""
    day = formats.day(pkg["metadata_modified"], lang)
    foot = [" · ".join(filter(None, (agency, day))), f"{site_address()}/dataset/{pkg['name']}"]
    made = card(title, told, foot)
    notes = str(tk.h.markdown_extract(language.text(pkg, "notes"), _LONGEST))
    facts = list(_lines([notes], made.right - made.left, made))
    return drawn.answer("png", "words", title, made, facts=facts, demo=pkg.get("demo") == "true")


def _rows(unit: Unit) -> list[Any]:
    """The latest rows of the first indicators that the place has; what is real before what is not."""
    found = indicator_data.totals(list(definitions()), [unit.area_id])
    latest = [row for row in map(indicator_data.latest, found.values()) if row is not None]
    real = [row for row in latest if not row["DEMO"]]
    return (real or latest)[:_MOST_FACTS]


def _fact(row: Any) -> str:
    lang = language.current()
    value = figures.figure(row["OBS_VALUE"], row["DECIMALS"], lang)
    unit = figures.unit(row["UNIT_MEASURE"], row["UNIT_MULT"] or 0, lang)
    name = language.pick(definitions()[row["INDICATOR"]].name)
    return f"{name}: {value} {unit} ({row['TIME_PERIOD']})"


def _lines(texts: Sequence[str], room: float, made: Card) -> Iterator[Written]:
    """Texts below the head of a card, each from a new line on."""
    rows = [line for text in texts for line in wrapped(text, room, _FACT, _MOST_LINES)]
    start = max((line.y for line in made.lines if line.y < made.bottom), default=0.0) + 2 * _FACT
    for number, row in enumerate(rows):
        y = start + number * _LEADING
        if y < made.bottom:
            yield Written(made.lines[0].x, round(y, 1), _FACT, False, row)


def _here(unit: Unit) -> str | None:
    """The province of today in which the place lies, by its code."""
    province = monitoring_places.province(unit.area_id, gazetteer())
    return province.code if province else None
