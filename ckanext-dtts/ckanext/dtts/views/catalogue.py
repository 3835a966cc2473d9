"""The search page: words, facets, an order and a page, all in the address."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint

from ckanext.dtts.search.asking import Answer, ask
from ckanext.dtts.views import beside, facets, figure_told, links
from ckanext.dtts.views.why import Why, explained
from dtts.searching.understanding import LONGEST
from dtts.searching.why import accented

PAGE = 20
ORDERS = {
    "": "score desc, metadata_modified desc",
    "new": "metadata_modified desc",
    "title": "title_sort asc",
}

blueprint = Blueprint("dtts_catalogue", __name__)


@blueprint.get("/dataset/", strict_slashes=False)
def read() -> str:
    """Datasets that hold the words and match the facets; what the words find besides on the first page.

    When Solr is away its error goes on to the one handler that says so (`web.errors.search_away`).
    """
    page = links.whole("page", most=500)
    words = tk.request.args.get("q", "").strip()[:LONGEST]
    answer = ask(words, asked(page))
    found, meant = answer.found, answer.meant
    shown = facets.read(found)
    return tk.render(
        "dtts/search.html",
        {
            "words": words,
            "answer": answer,
            "instead": instead(answer),
            "found": found,
            "why": _why(answer),
            "told": figure_told.answered(words) if meant and page == 1 else None,
            "beside": beside.groups(meant) if meant and page == 1 else [],
            "facets": shown,
            "picked": facets.picked(shown),
            "kept": [
                (key, tk.request.args[key]) for key in (*facets.PARAMS, "sort") if key in tk.request.args
            ],
            "dropped": [] if found["count"] else dropped(words),
            "order": order(),
            "paging": links.paging(found["count"], page, PAGE, lambda number: links.here(page=number)),
        },
    )


def _why(answer: Answer) -> dict[str, Why]:
    if not answer.meant:
        return {}
    return {pkg["id"]: explained(pkg, answer.meant, partly=answer.partly) for pkg in answer.found["results"]}


def order() -> str:
    """The order asked for, best match first when none or an unknown one is."""
    given = tk.request.args.get("sort", "")
    return given if given in ORDERS else ""


def asked(page: int) -> dict[str, Any]:
    """One page of `package_search`, with the counts of every facet."""
    return {
        "fq_list": facets.queries(),
        "facet.field": facets.counted(),
        "facet.limit": 300,
        "rows": PAGE,
        "start": (page - 1) * PAGE,
        "sort": ORDERS[order()],
    }


def instead(answer: Answer) -> str:
    """The words that were searched in place of those typed, with the marks that they have in the results."""
    if not answer.corrected or answer.meant is None:
        return ""
    texts = [text for pkg in answer.found["results"] for text in (pkg["title"], pkg.get("notes") or "")]
    return accented(answer.meant, texts)


def dropped(words: str) -> list[tuple[facets.Value, int]]:
    """The picked facets whose removal brings datasets back, each with how many."""
    chosen = {kind.param: kind for kind in facets.KINDS if tk.request.args.get(kind.param)}
    found: list[tuple[facets.Value, int]] = []
    for param in chosen:
        answer = ask(words, {"fq_list": facets.queries(without=param), "rows": 0}).found
        value = next(iter(facets.picked(facets.read({}, only=param))), None)
        if answer["count"] and value:
            found.append((value, answer["count"]))
    return found
