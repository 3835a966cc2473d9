"""The first page: what this is, a search box, what there is and what is new."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.lib.search import SearchError, SolrConnectionError
from flask import Blueprint

from ckanext.dtts.registers import folder, gazetteer, today
from ckanext.dtts.views import home_figures, labels, language
from dtts.programme import Programmes, Version

NEWEST = 5

log = logging.getLogger(__name__)
blueprint = Blueprint("dtts_home", __name__)


@blueprint.get("/")
def read() -> str:
    """Counts and newest datasets come from one search; without the index the page still stands. The figures
    are read from the stores and registers."""
    found, programmes = newest(), Programmes.load(folder())
    programme = _with_projects(programmes)
    return tk.render(
        "dtts/home.html",
        {
            "found": found,
            "types": counted(found, "dataset_type", labels.dataset_type),
            "topics": counted(found, "theme", topic),
            "counts": counts(),
            "figures": home_figures.listed(),
            "programme": programme,
            "projects": programmes.children(programme.id) if programme else (),
            "provinces": gazetteer().in_force(today(), "province"),
        },
    )


def _with_projects(programmes: Programmes) -> Version | None:
    """The programme of today, or the one before it while the projects of that of today are not known."""
    one = programmes.version_on(today())
    while one and not programmes.children(one.id):
        one = programmes.versions.get(one.replaces or "")
    return one


def newest() -> dict[str, Any]:
    """The newest datasets, real ones first, with counts; None in `count` when the index is away."""
    try:
        found: dict[str, Any] = tk.get_action("package_search")(
            {},
            {
                "rows": NEWEST,
                "sort": "demo asc, metadata_modified desc",
                "facet.field": ["dataset_type", "theme", "organization", "demo"],
                "facet.limit": 200,
            },
        )
    except (SearchError, SolrConnectionError):
        log.exception("the search index does not answer")
        return {"count": None, "results": [], "search_facets": {}}
    return found


def counted(found: dict[str, Any], field: str, label: Callable[[str, str], str]) -> list[dict[str, Any]]:
    """The values of a facet that have datasets, most first, each by its name in the reader's language."""
    items = found["search_facets"].get(field, {}).get("items", [])
    lang = language.current()
    return [
        {"name": item["name"], "label": label(item["name"], lang), "count": item["count"]}
        for item in sorted(items, key=lambda item: -item["count"])
    ]


def topic(name: str, lang: str) -> str:
    """What a topic is called."""
    return labels.any_choice("theme", name, lang)


def counts() -> dict[str, Any]:
    """Published tables and their rows."""
    answer: dict[str, Any] = tk.get_action("dtts_table_counts")({}, {})
    return answer
