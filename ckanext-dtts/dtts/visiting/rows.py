"""A visit as rows of its tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from dtts.visiting.faults import day_of, number_of
from dtts.visiting.words import Part, checklist, parts_of, visit_code

TABLES = ("monitoring_visits", "visit_sites", "findings", "recommendations")
"""The tables that a visit writes to, each after those that its rows refer to."""
ROUNDED = 2
"""Decimals of a position: 0.01 degrees are at most 1.11 km."""
NO_ISSUE = "none"
Row = dict[str, Any]


@dataclass(frozen=True)
class Frame:
    """What the portal knows of a visit: the id that its device gave it, the plan's entry if there is one, the
    name of the place, and the mark that rows of demonstration data carry."""

    visit_id: UUID
    plan_id: str | None = None
    area_name: str | None = None
    data_mark: str | None = None


def rows(said: Mapping[str, str], frame: Frame) -> dict[str, list[Row]]:
    """The rows by table schema, from words without faults (`dtts.visiting.faults`)."""
    one = _Visit(said, frame)
    return {
        "monitoring_visits": [one.visit()],
        "visit_sites": [one.site(part) for part in one.sites],
        "findings": [one.finding(part) for part in one.findings],
        "recommendations": [one.recommendation(part) for part in one.recommendations],
    }


class _Visit:
    def __init__(self, said: Mapping[str, str], frame: Frame) -> None:
        self._said = {name: text.strip() for name, text in said.items() if text.strip()}
        self._frame = frame
        self.sites = parts_of(said, "site")
        self.findings = parts_of(said, "finding")
        self.recommendations = parts_of(said, "recommendation")
        self._on = _day(self._said["visit_date"])
        self._code = visit_code(frame.visit_id, self._on)
        programme, _, item = self._said["item"].partition("/")
        self._item = {"programme": programme, "item_code": item or None}
        self._place = {"area_id": self._said["area_id"], "area_name": frame.area_name}

    def visit(self) -> Row:
        said = self._said
        works = [part for part in self.sites if part.get("site_kind") in ("work", "activity")]
        issues = [part for part in self.findings if part.get("severity") != NO_ISSUE]
        return {
            "visit_id": self._code,
            **self._item,
            **self._place,
            "visit_date": self._on,
            "visit_kind": said["visit_kind"],
            "visit_mode": said["visit_mode"],
            "plan_id": self._frame.plan_id,
            "outside_plan_reason": said.get("outside_plan_reason"),
            "led_by": said["led_by"],
            "team_agencies": said.get("team_agencies"),
            "works_checked": len(works),
            "households_met": _whole(said.get("households_met", "")),
            "issues_found": len(issues),
            "findings": said["findings"],
            "follow_up": "open" if self.recommendations else "not_needed",
            "data_mark": self._frame.data_mark,
        }

    def site(self, part: Part) -> Row:
        told = [part.get(f"point_{point['id']}") for point in checklist()["points"]]
        looked_at = [answer for answer in told if answer in ("met", "unmet")]
        return {
            "visit_id": self._code,
            "site_id": _site_code(part.number),
            "site_name": part.get("site_name"),
            "site_kind": part.get("site_kind"),
            **self._item,
            **self._place,
            "seen_on": self._on,
            "latitude": _rounded(part.get("latitude")),
            "longitude": _rounded(part.get("longitude")),
            "planned_amount": number_of(part.get("planned_amount")),
            "progress_percent": number_of(part.get("progress_percent")),
            "checklist": checklist()["name"] if looked_at else None,
            "points_checked": len(looked_at) or None,
            "points_met": looked_at.count("met") if looked_at else None,
            "data_mark": self._frame.data_mark,
        }

    def finding(self, part: Part) -> Row:
        known = {str(site.number) for site in self.sites}
        site = part.get("site")
        return {
            "finding_id": self._finding_code(part.number),
            "visit_id": self._code,
            "site_id": _site_code(int(site)) if site in known else None,
            **self._item,
            **self._place,
            "found_on": self._on,
            "finding_kind": part.get("finding_kind"),
            "severity": part.get("severity"),
            "finding": part.get("finding"),
            "evidence": part.get("evidence"),
            "amount_concerned": number_of(part.get("amount_concerned")),
            "households_affected": _whole(part.get("households_affected")),
            "shared_on": day_of(self._said.get("shared_on", "")),
            "data_mark": self._frame.data_mark,
        }

    def recommendation(self, part: Part) -> Row:
        return {
            "recommendation_id": f"{self._code}-K{part.number + 1}",
            "finding_id": self._finding_code(int(part.get("finding"))),
            "area_id": self._place["area_id"],
            "asked_by": self._said["led_by"],
            "addressed_to": part.get("addressed_to"),
            "recommendation": part.get("recommendation"),
            "issued_on": self._on,
            "due_on": _day(part.get("due_on")),
            "data_mark": self._frame.data_mark,
        }

    def _finding_code(self, number: int) -> str:
        return f"{self._code}-P{number + 1}"


def _site_code(number: int) -> str:
    return f"D{number + 1}"


def _day(text: str) -> date:
    found = day_of(text)
    assert found is not None  # words with faults make no rows
    return found


def _whole(text: str) -> int | None:
    value = number_of(text)
    return None if value is None else int(value)


def _rounded(text: str) -> float | None:
    value = number_of(text)
    return None if value is None else round(value, ROUNDED)
