"""The quality of all public datasets, a page at a time, for the page and the API alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import ckan.plugins.toolkit as tk
from ckan.lib.search import SearchError, SolrConnectionError

from ckanext.dtts.quality import facts
from dtts.quality import Quality

COLUMNS = (
    "dataset", "title", "title_en", "agency", "score", "stars", "validity", "freshness", "description",
    "openness", "links", "demo",
)  # fmt: skip
"""What a row of the list has; parts are shares in per cent, empty where they do not apply."""

Row = dict[str, Any]


class Page(NamedTuple):
    """How many public datasets there are, None without the index, and some of them with their quality."""

    total: int | None
    rows: list[tuple[Mapping[str, Any], Quality]]


def page(start: int, rows: int) -> Page:
    """Datasets by title from `start` on."""
    asked = {"start": start, "rows": rows, "sort": "title_sort asc, name asc"}
    try:
        found = tk.get_action("package_search")({}, asked)
    except (SearchError, SolrConnectionError):
        return Page(None, [])
    listed = found["results"]
    return Page(found["count"], list(zip(listed, facts.of(listed), strict=True)))


def as_row(pkg: Mapping[str, Any], quality: Quality) -> Row:
    """A row of the list, as CSV and JSON carry it."""
    return {
        "dataset": pkg["name"],
        "title": pkg["title"],
        "title_en": pkg.get("title_en") or None,
        "agency": (pkg.get("organization") or {}).get("name"),
        "score": quality.score,
        "stars": quality.stars,
        **{each.part.name: each.percent for each in quality.results},
        "demo": pkg.get("demo") == "true",
    }


def whole(pkg: Mapping[str, Any], quality: Quality) -> Row:
    """One dataset with the reason of every part."""
    parts = [
        {
            "part": each.part.name,
            "title": dict(each.part.title),
            "weight": each.part.weight,
            "percent": each.percent,
            "why": dict(each.why),
        }
        for each in quality.results
    ]
    return as_row(pkg, quality) | {"parts": parts}
