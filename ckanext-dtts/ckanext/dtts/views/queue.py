"""The queue at /duyet: what waits for the reader's decision, narrowed, read page by page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from flask import Blueprint, abort
from werkzeug.wrappers import Response

from ckanext.dtts import rights
from ckanext.dtts.desk import clock, owed, places, queue, routine
from ckanext.dtts.model.columns import now
from ckanext.dtts.views import labels, language, links, waiting
from ckanext.dtts.views.submit import ask_to_log_in
from dtts.vietnamese import SortKey, sort_key

MOST_LATE = 20

blueprint = Blueprint("dtts_queue", __name__)


@dataclass(frozen=True)
class Choice:
    """One value of a filter with how many wait there."""

    value: str
    title: str
    count: int
    oldest: str = ""


@blueprint.get("/duyet")
def read() -> str | Response:
    """The first page, or the one after the mark in the address."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    mine = rights.of(tk.current_user)
    if not mine.approves:
        abort(403, tk._("Only approvers have a queue. Your own files stand on your desk."))
    return show(mine)


def show(mine: rights.Rights, results: list[dict[str, Any]] | None = None, wrong: str = "") -> str:
    """The page; `results` tell what became of tables that were approved together, `wrong` why none was."""
    provinces = places.by_province(mine.approves)
    asked = _asked(sorted(mine.approves), provinces)
    found, after = queue.page(asked)
    counts = queue.counts(asked)
    agencies = _agencies({agency for agency, _count, _oldest in counts.agencies})
    return tk.render(
        "dtts/queue.html",
        {
            "lines": [waiting.to_decide(each, mine) for each in found],
            "state": asked.state,
            "states": [(each, labels.state(each)) for each in queue.STATES],
            "agencies": [
                Choice(agency, agencies.get(agency, agency), count, clock.length(now() - oldest))
                for agency, count, oldest in counts.agencies
            ],
            "schemas": [
                Choice(name, labels.table_schema(name, language.current()), count)
                for name, count, _oldest in counts.schemas
            ],
            "places": _provinces(provinces),
            "picked": {name: tk.request.args.get(name, "") for name in ("agency", "schema", "place")},
            "total": counts.total,
            "after": links.here(after=after.text()) if after else None,
            "first": links.here(after=None) if asked.after else None,
            "rule": routine.rule(),
            "late": owed.by(mine.approves, overdue_only=True)[:MOST_LATE],
            "results": results,
            "wrong": wrong,
        },
    )


def _asked(agencies: list[str], provinces: dict[str, list[str]]) -> queue.Asked:
    """What the address asks for; what it cannot mean is left out."""
    args = tk.request.args
    state = args.get("state", "")
    asked = queue.Asked(agencies, state if state in queue.STATES else queue.STATES[0])
    asked = replace(asked, agency=args.get("agency") or None, schema=args.get("schema") or None)
    within = provinces.get(args["place"], []) if args.get("place") else None
    return replace(asked, place=within, after=queue.read_mark(args.get("after", "")))


def _provinces(provinces: dict[str, list[str]]) -> list[Choice]:
    """Provinces to choose from; none when there is only one."""
    lang = language.current()
    named = sorted((Choice(each, labels.area(each, lang), 0) for each in provinces), key=_by_title)
    return named if len(named) > 1 else []


def _by_title(choice: Choice) -> SortKey:
    return sort_key(choice.title)


def _agencies(ids: set[str]) -> dict[str, str]:
    """Names by id."""
    lang = language.current()
    found = model.Session.query(model.Group).filter(model.Group.id.in_(ids))
    return {each.id: labels.agency({"name": each.name, "title": each.title}, lang) for each in found}
