"""Giám sát, đánh giá: what was visited, found and asked for, and what became of it; its lists by link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint

from ckanext.dtts.followup.published import Entry
from ckanext.dtts.registers import today
from ckanext.dtts.views import (
    links,
    monitoring_choice,
    monitoring_data,
    monitoring_facets,
    monitoring_map,
    monitoring_words,
)
from ckanext.dtts.views.monitoring_choice import DONE, Choice
from ckanext.dtts.views.monitoring_facets import Facet
from dtts.followup import figures

blueprint = Blueprint("dtts_monitoring", __name__)

PATH = "/giam-sat"
SIZE, NEWEST, CHANGED, EVALUATED = 20, 4, 3, 5


@blueprint.get(PATH, strict_slashes=False)
def read() -> str:
    """How many visits, findings and recommendations, the share done on time, the map, and where to go on."""
    choice = monitoring_choice.read()
    seen = monitoring_data.gather(choice)
    return _shown(
        "monitoring",
        choice,
        seen=seen,
        newest=seen.visits[:NEWEST],
        changed=seen.done[:CHANGED],
        evaluated=seen.evaluations[:EVALUATED],
        map=monitoring_map.of([one.row.area_id for one in seen.visits]),
        by_finding=monitoring_facets.of_findings(
            seen.findings, monitoring_facets.to("dtts_monitoring.findings")
        ),
        shares=monitoring_data.shares(seen.standings),
        by_dataset=monitoring_facets.of_datasets(seen.visits),
        to=monitoring_facets.to,
    )


@blueprint.get(f"{PATH}/chuyen")
def visits() -> str:
    """Every visit, the newest first, with the map of the places."""
    choice = monitoring_choice.read()
    found = monitoring_data.visits(choice)
    drawn = monitoring_map.of([one.row.area_id for one in found])
    return _list("monitoring_visits", choice, found, monitoring_facets.of_visits(found), map=drawn)


@blueprint.get(f"{PATH}/phat-hien")
def findings() -> str:
    """Every finding, the newest first; of those that were withdrawn what may still be said."""
    choice = monitoring_choice.read()
    found = monitoring_data.all_findings(choice)
    standing = [one for one in found if one.row.withdrawn_on is None]
    return _list("monitoring_findings", choice, found, monitoring_facets.of_findings(standing))


@blueprint.get(f"{PATH}/kien-nghi")
def recommendations() -> str:
    """Every recommendation as it stands today: the rows behind every share."""
    choice = monitoring_choice.read()
    found = monitoring_data.standings(choice)
    whole = next(iter(figures((one.row for one in found), by=())), None)
    facets = monitoring_facets.of_standings(found)
    return _list("monitoring_recommendations", choice, found, facets, whole=whole)


@blueprint.get(f"{PATH}/danh-gia")
def evaluations() -> str:
    """Every evaluation, the newest first."""
    choice = monitoring_choice.read()
    found = monitoring_data.evaluations(choice)
    return _list("monitoring_evaluations", choice, found, monitoring_facets.of_evaluations(found))


@blueprint.get(f"{PATH}/thay-doi")
def changes() -> str:
    """What changed because of monitoring: what was done, the latest first, each with its proof."""
    choice = monitoring_choice.read(state=DONE)
    found = monitoring_data.done(monitoring_data.standings(choice))
    return _list("monitoring_changes", choice, found, monitoring_facets.of_standings(found))


def _list(
    template: str, choice: Choice, found: Sequence[Entry[Any]], facets: Sequence[Facet], **more: Any
) -> str:
    page = links.whole("page", most=10_000)
    paging = links.paging(len(found), page, SIZE, lambda number: links.here(page=number))
    rows = found[(page - 1) * SIZE : page * SIZE]
    return _shown(template, choice, found=found, rows=rows, paging=paging, facets=facets, **more)


def _shown(template: str, choice: Choice, **given: Any) -> str:
    shown: Mapping[str, Any] = {"choice": choice, "words": monitoring_words, "on": today(), **given}
    return tk.render(f"dtts/{template}.html", dict(shown))
