"""The search page: words, facets, an order and a page, all in the address."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.lib.search import SearchQueryError
from flask import Blueprint

from ckanext.dtts.views import facets, links

PAGE = 20
ORDERS = {
    "": "score desc, metadata_modified desc",
    "new": "metadata_modified desc",
    "title": "title_sort asc",
}

blueprint = Blueprint("dtts_catalogue", __name__)


@blueprint.get("/dataset/", strict_slashes=False)
def read() -> str:
    """Datasets that hold the words and match the facets."""
    page = links.whole("page", most=500)
    words = tk.request.args.get("q", "").strip()[:200]
    found = search(words, page)
    shown = facets.read(found)
    return tk.render(
        "dtts/search.html",
        {
            "words": words,
            "found": found,
            "facets": shown,
            "picked": facets.picked(shown),
            "order": order(),
            "paging": links.paging(found["count"], page, PAGE, lambda number: links.here(page=number)),
        },
    )


def order() -> str:
    """The order asked for, best match first when none or an unknown one is."""
    asked = tk.request.args.get("sort", "")
    return asked if asked in ORDERS else ""


def search(words: str, page: int) -> dict[str, Any]:
    """One page of `package_search`, with the counts of every facet.

    When Solr is away its error goes on to the one handler that says so (`web.errors.search_away`).
    """
    try:
        found: dict[str, Any] = tk.get_action("package_search")(
            {},
            {
                "q": words,
                "fq_list": facets.queries(),
                "facet.field": facets.FIELDS,
                "facet.limit": 60,
                "rows": PAGE,
                "start": (page - 1) * PAGE,
                "sort": ORDERS[order()],
            },
        )
    except SearchQueryError:
        return {"count": 0, "results": [], "search_facets": {}}
    return found
