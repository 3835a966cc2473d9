"""What is planned to be visited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A row of `monitoring_plans`; `table` is the address of its table within the dataset."""

    id: str
    agency: str
    programme: str
    area_id: str
    visit_kind: str
    period_start: date
    period_end: date
    visits_planned: int
    purpose: str
    plan_number: str | None = None
    item_code: str | None = None
    area_name: str | None = None
    note: str | None = None
    table: str = ""
