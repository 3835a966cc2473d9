"""Rows of monitoring as the API gives them: the columns of their tables, then what a reader needs to name
them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ckanext.dtts.followup.published import Entry
from ckanext.dtts.observations.answer import area_names
from ckanext.dtts.registers import gazetteer
from dtts.followup import STATES, Answer, Evaluation, Figure, Finding, Recommendation, Standing, Visit
from dtts.followup.read import columns_of

Told = dict[str, Any]
_WHERE = ("area_name_en", "dataset", "table", "version", "publisher", "demo")
VISIT = (*columns_of(Visit).values(), "site_count", "finding_count", "recommendation_count", *_WHERE)
FINDING = (*columns_of(Finding).values(), "visit_date", "led_by", "recommendation_ids", *_WHERE)
EVALUATION = (*columns_of(Answer).values(), *_WHERE)
RECOMMENDATION = (
    *columns_of(Recommendation).values(), "area_name", "programme", "item_code", "finding_kind", "severity",
    "visit_id", "on", "state", "state_vi", "state_en", "days_left", "days_late", "done_on", "last_step",
    "last_step_on", *_WHERE,
)  # fmt: skip
RATE = (
    "agency", "year", "on", "recommendations", *STATES, "fallen_due", "on_time", "percent_on_time", "demo",
)  # fmt: skip


def visit(one: Entry[Visit]) -> Told:
    """A visit, with how many sites, findings and recommendations are published of it."""
    found = one.record.findings_of.get(one.row.id, ())
    asked = [each for finding in found for each in one.record.recommendations_of.get(finding.id, ())]
    sites = one.record.sites_of.get(one.row.id, ())
    counts = {"site_count": len(sites), "finding_count": len(found), "recommendation_count": len(asked)}
    return {**_columns(one.row), **counts, **_where(one, one.row.area_id, one.row.table)}


def finding(one: Entry[Finding]) -> Told:
    """A finding with its visit and the codes of what was recommended because of it."""
    seen = one.record.visit.get(one.row.visit_id)
    asked = one.record.recommendations_of.get(one.row.id, ())
    beside = {
        "visit_date": _said(seen.visit_date) if seen else None,
        "led_by": seen.led_by if seen else None,
        "recommendation_ids": [each.id for each in asked],
    }
    return {**_columns(one.row), **beside, **_where(one, one.row.area_id, one.row.table)}


def evaluation(one: Entry[Answer]) -> Told:
    """An answer of an evaluation."""
    return {**_columns(one.row), **_where(one, one.row.area_id, one.row.table)}


def answers_of(found: Sequence[Entry[Evaluation]]) -> list[Entry[Answer]]:
    """The answers of evaluations, each where it stands."""
    return [Entry(answer, each.dataset) for each in found for answer in each.row.answers]


def recommendation(one: Entry[Standing]) -> Told:
    """A recommendation with how it stands, its finding's item and kind, and the last step up to the day."""
    row, standing = one.row.recommendation, one.row
    found = one.record.finding.get(row.finding_id)
    steps = [step for step in one.record.steps_of.get(row.id, ()) if step.on <= standing.on]
    about = {
        "programme": found.programme if found else None,
        "item_code": found.item_code if found else None,
        "finding_kind": found.kind if found else None,
        "severity": found.severity if found else None,
        "visit_id": found.visit_id if found else None,
    }
    stands = {
        "on": standing.on.isoformat(),
        "state": standing.state,
        "state_vi": STATES[standing.state]["vi"],
        "state_en": STATES[standing.state]["en"],
        "days_left": standing.days_left,
        "days_late": standing.days_late,
        "done_on": _said(standing.done_on),
        "last_step": steps[-1].kind if steps else None,
        "last_step_on": _said(steps[-1].on) if steps else None,
    }
    return {**_columns(row), **about, **stands, **_where(one, row.area_id, row.table)}


def rate(figure: Figure, on: date, demo: bool) -> Told:
    """What became of the recommendations of an agency and a year; null is all of them."""
    return {
        "agency": figure.agency,
        "year": figure.year,
        "on": on.isoformat(),
        "recommendations": len(figure.behind),
        **{state: len(figure.of(state)) for state in STATES},
        "fallen_due": len(figure.fallen_due),
        "on_time": len(figure.on_time),
        "percent_on_time": _said(figure.percent_on_time),
        "demo": demo,
    }


def _columns(row: Any) -> Told:
    return {column: _said(getattr(row, name)) for name, column in columns_of(type(row)).items()}


def _where(one: Entry[Any], area_id: str, slug: str) -> Told:
    names = area_names(area_id, gazetteer())
    table = one.dataset.table(slug)
    return {
        "area_name": names["vi"],
        "area_name_en": names["en"],
        "dataset": one.dataset.name,
        "table": table.slug,
        "version": table.version,
        "publisher": one.dataset.agency,
        "demo": one.dataset.demo,
    }


def _said(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value
