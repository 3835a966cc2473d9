"""The lists of monitoring as CSV, with what a share is counted from in columns of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response

from ckanext.dtts.followup.published import Entry
from ckanext.dtts.views import answers, monitoring_choice, monitoring_data
from ckanext.dtts.views.monitoring import PATH
from ckanext.dtts.views.monitoring_choice import DONE, Choice
from dtts.followup import Answer, Finding, Standing, Visit

blueprint = Blueprint("dtts_monitoring_files", __name__)
blueprint.after_request(answers.opened)

Row = Mapping[str, Any]
WHERE = ("dataset", "demo")
VISITS = (*(each.name for each in fields(Visit)), *WHERE)
FINDINGS = (*(each.name for each in fields(Finding)), *WHERE)
ANSWERS = (*(each.name for each in fields(Answer)), *WHERE)
STANDINGS = (
    "id", "finding_id", "visit_id", "kind", "item_code", "area_id", "asked_by", "addressed_to",
    "recommendation", "recommendation_en", "issued_on", "due_on", "on", "state", "done_on", "days_late",
    "fallen_due", "done_on_time", "proof", "withdrawn_on", "table", *WHERE,
)  # fmt: skip
"""`on` is the day of which `state` holds; a share done on time is that of the rows with `done_on_time` among
those with `fallen_due`."""


@blueprint.get(f"{PATH}/chuyen.csv")
def visits() -> Response:
    """The visits of a choice."""
    found = monitoring_data.visits(monitoring_choice.read())
    return answers.as_sheet([_row(one) for one in found], VISITS, "giam-sat-chuyen.csv")


@blueprint.get(f"{PATH}/phat-hien.csv")
def findings() -> Response:
    """The findings of a choice; `dot` names a visit."""
    found = monitoring_data.all_findings(monitoring_choice.read())
    visit = tk.request.args.get("dot", "").strip()
    rows = [_row(one) for one in found if visit in ("", one.row.visit_id)]
    return answers.as_sheet(rows, FINDINGS, "giam-sat-phat-hien.csv")


@blueprint.get(f"{PATH}/kien-nghi.csv")
def recommendations() -> Response:
    """The recommendations of a choice as they stand today; `dot` names a visit."""
    return _standings(monitoring_choice.read(), "giam-sat-kien-nghi.csv")


@blueprint.get(f"{PATH}/thay-doi.csv")
def changes() -> Response:
    """Those that were done."""
    return _standings(monitoring_choice.read(state=DONE), "giam-sat-thay-doi.csv")


@blueprint.get(f"{PATH}/danh-gia.csv")
def evaluations() -> Response:
    """The answers of the evaluations of a choice, one a row."""
    found = monitoring_data.evaluations(monitoring_choice.read())
    rows = [
        {name: getattr(answer, name) for name in ANSWERS if name not in WHERE} | _where(one)
        for one in found
        for answer in one.row.answers
    ]
    return answers.as_sheet(rows, ANSWERS, "giam-sat-danh-gia.csv")


def _standings(choice: Choice, filename: str) -> Response:
    visit = tk.request.args.get("dot", "").strip()
    rows = [standing_row(one) for one in monitoring_data.standings(choice)]
    return answers.as_sheet([row for row in rows if visit in ("", row["visit_id"])], STANDINGS, filename)


def standing_row(one: Entry[Standing]) -> dict[str, Any]:
    """A recommendation with its finding and how it stands."""
    standing, asked = one.row, one.row.recommendation
    finding = one.record.finding.get(asked.finding_id)
    steps = one.record.steps_of.get(asked.id, ())
    return {
        **{name: getattr(asked, name) for name in STANDINGS if hasattr(asked, name)},
        "visit_id": finding.visit_id if finding else None,
        "kind": finding.kind if finding else None,
        "item_code": finding.item_code if finding else None,
        "on": standing.on,
        "state": standing.state,
        "done_on": standing.done_on,
        "days_late": standing.days_late,
        "fallen_due": standing.fallen_due,
        "done_on_time": standing.fallen_due and standing.state == "done_on_time",
        "proof": next((step.proof for step in reversed(steps) if step.proof), None),
        **_where(one),
    }


def _row(one: Entry[Visit] | Entry[Finding]) -> dict[str, Any]:
    return {each.name: getattr(one.row, each.name) for each in fields(one.row)} | _where(one)


def _where(one: Entry[Any]) -> dict[str, Any]:
    return {"dataset": one.dataset.name, "demo": one.dataset.demo}
