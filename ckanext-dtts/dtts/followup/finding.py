"""What a visit found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A row of `findings`; amounts are in million dong. `shared_on` is the day on which the agency that was
    visited received it, `agency_response` what it said.

    One that was withdrawn is a tombstone: it has its id, visit and place, the day and the reason, and says
    nothing of what was found.
    """

    id: str
    visit_id: str
    programme: str
    area_id: str
    found_on: date
    kind: str | None = None
    severity: str | None = None
    finding: str | None = None
    evidence: str | None = None
    site_id: str | None = None
    item_code: str | None = None
    area_name: str | None = None
    finding_en: str | None = None
    amount_concerned: float | None = None
    households_affected: int | None = None
    shared_on: date | None = None
    agency_response: str | None = None
    agency_response_en: str | None = None
    agency_responded_on: date | None = None
    withdrawn_on: date | None = None
    withdrawn_reason: str | None = None
    note: str | None = None
    table: str = ""
