"""What a reader may be about to type: places, indicators, items and titles that begin like it, as JSON."""

from __future__ import annotations

import json
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.lib.search import SearchError
from flask import Blueprint, Response

from ckanext.dtts.registers import folder, gazetteer, today
from ckanext.dtts.search.compose import bare
from ckanext.dtts.views import beside, figure_told, language
from dtts.searching.names import Name, beginning, others, places_beginning
from dtts.searching.words import keys_of, words_of

SHORTEST, LONGEST, MOST = 2, 100, 8
FIGURES, PLACES, NAMES, TITLES = 4, 3, 3, 4
KINDS = {
    "place": lambda: tk._("place"),
    "indicator": lambda: tk._("indicator"),
    "item": lambda: tk._("programme item"),
    "dataset": lambda: tk._("dataset"),
}

blueprint = Blueprint("dtts_suggest", __name__)


@blueprint.get("/goi-y")
def read() -> Response:
    """`[{"text", "kind", "url"}]`, at most MOST; the list is empty for a text shorter than SHORTEST.

    `url` is the page of what is suggested. Without the index the names of the
    registers are still suggested.
    """
    typed = tk.request.args.get("q", "").strip()[:LONGEST]
    keys = keys_of(typed)
    found = (
        [*_figures(typed), *_places(keys), *_names(keys), *_titles(typed)]
        if len("".join(keys)) >= SHORTEST
        else []
    )
    # As it is written: escaped letters would be three times the bytes.
    text = json.dumps(found[:MOST], ensure_ascii=False, separators=(",", ":"))
    return Response(text, content_type="application/json; charset=utf-8")


def _figures(typed: str) -> list[dict[str, str]]:
    """The figure that the words ask for, when they name a place as well."""
    answer = figure_told.answered(typed) if len(words_of(typed)) > 1 else None
    told = [one for one in answer.places if one.unit and one.url] if answer else []
    return [_line(figure_told.line(one), "indicator", one.url) for one in told[:FIGURES]]


def _places(keys: tuple[str, ...]) -> list[dict[str, str]]:
    units = places_beginning(gazetteer(), today(), keys, PLACES)
    hits = (beside.hit_of(unit) for unit in units)
    return [_line(", ".join(filter(None, (hit.label, hit.note))), "place", hit.url) for hit in hits]


def _names(keys: tuple[str, ...]) -> list[dict[str, str]]:
    known = (each for each in others(folder()) if each.kind != "document")
    return [_named(each) for each in beginning(known, keys)[:NAMES]]


def _named(name: Name) -> dict[str, str]:
    return _line(name.label[language.current()], name.kind, beside.hit_of_name(name).url)


def _titles(typed: str) -> list[dict[str, str]]:
    """Titles of datasets that hold the words, the last of them as a beginning."""
    words = [bare(word.text.lower()) for word in words_of(typed)]
    if not words:
        return []
    query = " ".join(f"+title:{word}" for word in words[:-1])
    asked: dict[str, Any] = {
        "q": f"{query} +(title:{words[-1]} OR title:{words[-1]}*)".strip(),
        "fl": ["title", "title_en", "name"],
        "rows": TITLES,
        "facet": "false",
    }
    try:
        found = tk.get_action("package_search")({}, asked)["results"]
    except (SearchError, tk.ValidationError):
        return []
    return [
        _line(
            language.text(each, "title"), "dataset", str(tk.url_for("dtts_dataset.read", name=each["name"]))
        )
        for each in found
    ]


def _line(text: str, kind: str, url: str) -> dict[str, str]:
    return {"text": text, "kind": str(KINDS[kind]()), "url": url}
