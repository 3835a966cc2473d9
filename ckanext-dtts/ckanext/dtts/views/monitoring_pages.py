"""One visit with what was found and what became of it, and one evaluation with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import ckan.plugins.toolkit as tk
from flask import Blueprint, abort

from ckanext.dtts.followup import published
from ckanext.dtts.followup.published import Entry
from ckanext.dtts.registers import today
from ckanext.dtts.views import monitoring_cited, monitoring_map, monitoring_words
from ckanext.dtts.views.monitoring import PATH
from dtts.followup import Answer, Asked, Evaluation, Rating, Record, Standing, Visit
from dtts.followup.asked import findings

Row = TypeVar("Row", Visit, Evaluation)
blueprint = Blueprint("dtts_monitoring_pages", __name__)


@blueprint.get(f"{PATH}/chuyen/<visit>")
def read_visit(visit: str) -> str:
    """A visit; `bo` names the dataset where two of them have visits of the same code."""
    return _read(
        _named(published.visits(), visit),
        _visit,
        missing=tk._("No visit has this code. They are listed at Monitoring and evaluation."),
        several=tk._("Visits with the code {code}").format(code=visit),
    )


@blueprint.get(f"{PATH}/danh-gia/<evaluation>")
def read_evaluation(evaluation: str) -> str:
    """An evaluation; `bo` names the dataset where two of them have evaluations of the same code."""
    return _read(
        _named(published.evaluations(), evaluation),
        _evaluation,
        missing=tk._("No evaluation has this code. They are listed at Monitoring and evaluation."),
        several=tk._("Evaluations with the code {code}").format(code=evaluation),
    )


def _read(
    found: Sequence[Entry[Row]], page: Callable[[Entry[Row]], str], *, missing: str, several: str
) -> str:
    if not found:
        abort(404, missing)
    if len(found) > 1:
        return tk.render("dtts/monitoring_which.html", {"found": found, "title": several})
    return page(found[0])


def _visit(one: Entry[Visit]) -> str:
    record, row = one.record, one.row
    return tk.render(
        "dtts/monitoring_visit.html",
        {
            "one": one,
            "visit": row,
            "sites": record.sites_of.get(row.id, ()),
            "findings": record.findings_of.get(row.id, ()),
            "standing": _standings(one),
            "steps": record.steps_of,
            "asked": record.recommendations_of,
            "plan": record.plan.get(row.plan_id or ""),
            "ratings": [each for each in record.ratings if each.visit_id == row.id],
            "map": monitoring_map.of([row.area_id], _points(one)),
            "words": monitoring_words,
            "on": today(),
        },
    )


def _evaluation(one: Entry[Evaluation]) -> str:
    ratings: list[Rating] = [each for each in one.record.ratings if each.evaluation_id == one.row.id]
    return tk.render(
        "dtts/monitoring_evaluation.html",
        {
            "one": one,
            "evaluation": one.row,
            "cited": {answer.id: monitoring_cited.of(answer) for answer in one.row.answers},
            "ratings": ratings,
            "beside": {answer.id: _found(one.record, answer) for answer in one.row.answers},
            "words": monitoring_words,
            "on": today(),
        },
    )


def _found(record: Record, answer: Answer) -> int:
    """How many findings that stand its dataset has of the item of an answer."""
    if not answer.item_code:
        return 0
    about = findings(record, Asked(programme=answer.programme, item=answer.item_code))
    return sum(each.withdrawn_on is None for each in about)


def _named(entries: Iterable[Entry[Row]], code: str) -> list[Entry[Row]]:
    dataset = tk.request.args.get("bo", "").strip()
    return [one for one in entries if one.row.id == code and dataset in ("", one.dataset.name)]


def _standings(one: Entry[Visit]) -> dict[str, Standing]:
    """How each recommendation of the dataset stands today, by id."""
    return {each.recommendation.id: each for each in one.record.standings(today())}


def _points(one: Entry[Visit]) -> list[tuple[str, tuple[float, float]]]:
    """The sites of a visit whose position was noted."""
    return [
        (site.site_name, (float(site.longitude), float(site.latitude)))
        for site in one.record.sites_of.get(one.row.id, ())
        if site.longitude is not None and site.latitude is not None
    ]
