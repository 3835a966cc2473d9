"""The part of monitoring on pages of other things: of a place, or of an item of a programme."""

from __future__ import annotations

from dataclasses import dataclass

import ckan.plugins.toolkit as tk

from ckanext.dtts.followup.places import within
from ckanext.dtts.views import monitoring_choice, monitoring_data
from ckanext.dtts.views.monitoring_choice import Choice
from ckanext.dtts.views.monitoring_data import Seen
from dtts.followup import Asked
from dtts.units import CURRENT, Unit


@dataclass(frozen=True)
class Part:
    """What there is, whether it is demonstration data, and the page that shows all of it."""

    seen: Seen
    demo: bool
    url: str


def of_place(unit: Unit) -> Part | None:
    """What was seen in a place; None when there is nothing."""
    choice = monitoring_choice.of(Asked(within=within([unit.area_id])), place=unit)
    return _part(choice, **{"dia-ban": unit.code if unit.epoch == CURRENT else unit.area_id})


def of_item(programme: str, item: str | None = None) -> Part | None:
    """What was seen of a programme, or of one of its items and all below it; None when there is nothing."""
    choice = monitoring_choice.of(Asked(programme=programme, item=item))
    return _part(choice, **{"chuong-trinh": programme, "hang-muc": item})


def _part(choice: Choice, **query: str | None) -> Part | None:
    seen = monitoring_data.gather(choice)
    given = {key: value for key, value in query.items() if value}
    return Part(seen, choice.demo, str(tk.url_for("dtts_monitoring.read", **given))) if seen.any else None
