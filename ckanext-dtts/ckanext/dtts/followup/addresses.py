"""Where people read of a row, without a language before it. Codes are letters, digits, dots and dashes."""

from __future__ import annotations

from urllib.parse import quote

from ckanext.dtts.followup.published import Entry
from dtts.followup import Evaluation, Finding, Recommendation, Visit

HOME = "/giam-sat"


def of_visit(one: Entry[Visit]) -> str:
    """The page of a visit."""
    return _visit(one.row.id, one.dataset.name)


def of_finding(one: Entry[Finding]) -> str:
    """Its place on the page of its visit."""
    return f"{_visit(one.row.visit_id, one.dataset.name)}#{one.row.id}"


def of_recommendation(one: Entry[Recommendation]) -> str:
    """The page of the visit that found why, at the finding; all of monitoring where neither is published."""
    finding = one.record.finding.get(one.row.finding_id)
    return of_finding(Entry(finding, one.dataset)) if finding else HOME


def of_evaluation(one: Entry[Evaluation]) -> str:
    """The page of an evaluation."""
    return f"{HOME}/danh-gia/{quote(one.row.id)}?bo={one.dataset.name}"


def _visit(visit_id: str, dataset: str) -> str:
    return f"{HOME}/chuyen/{quote(visit_id)}?bo={dataset}"
