"""The datasets of a place: its own, those of the units it shares ground with, and of what it lies in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.lib.search import SearchError

from ckanext.dtts.search.document import values
from ckanext.dtts.views import facets
from dtts.units import Unit

MOST, MOST_RELATED = 30, 60


@dataclass(frozen=True)
class About:
    """A dataset, and the unit that it is about when that is not the place itself."""

    pkg: dict[str, Any]
    other: Unit | None


def about(unit: Unit, related: Sequence[Unit], above: Sequence[Unit]) -> list[About]:
    """Datasets by the places that they name, those of the place first; none while the search is away."""
    places = [unit, *related[:MOST_RELATED], *above]
    found = search(each.area_id for each in places)
    ranked = [(rank_of(pkg, places), pkg) for pkg in found]
    ranked.sort(key=lambda pair: pair[0])
    return [About(pkg, places[rank] if rank else None) for rank, pkg in ranked]


def search(area_ids: Iterable[str]) -> list[dict[str, Any]]:
    """Datasets that name one of the places."""
    wanted = " OR ".join(dict.fromkeys(facets.quoted(area_id) for area_id in area_ids))
    try:
        answer = tk.get_action("package_search")(
            {}, {"fq": f"area_id:({wanted})", "rows": MOST, "sort": "metadata_modified desc"}
        )
    except (SearchError, tk.ValidationError):
        return []
    found: list[dict[str, Any]] = answer["results"]
    return found


def rank_of(pkg: dict[str, Any], places: Sequence[Unit]) -> int:
    """The number of the first of the places that the dataset names."""
    named = set(values(pkg.get("area_id")))
    return next((at for at, unit in enumerate(places) if unit.area_id in named), 0)
