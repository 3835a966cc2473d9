"""A visit to one area, and the sites that were seen in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A row of `monitoring_visits`; `table` is the address of its table within the dataset."""

    id: str
    programme: str
    area_id: str
    visit_date: date
    visit_kind: str
    led_by: str
    issues_found: int
    findings: str
    follow_up: str
    item_code: str | None = None
    area_name: str | None = None
    visit_end: date | None = None
    visit_mode: str | None = None
    plan_id: str | None = None
    outside_plan_reason: str | None = None
    team_agencies: str | None = None
    works_checked: int | None = None
    households_met: int | None = None
    issues_resolved: int | None = None
    findings_en: str | None = None
    recommendation: str | None = None
    due_date: date | None = None
    report_number: str | None = None
    report_date: date | None = None
    note: str | None = None
    table: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A row of `visit_sites`: `id` is unique within its visit. Amounts are in million dong, positions in
    degrees of WGS 84."""

    visit_id: str
    id: str
    site_name: str
    site_kind: str
    programme: str
    area_id: str
    seen_on: date
    item_code: str | None = None
    area_name: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    planned_amount: float | None = None
    progress_percent: float | None = None
    checklist: str | None = None
    points_checked: int | None = None
    points_met: int | None = None
    note: str | None = None
    table: str = ""
