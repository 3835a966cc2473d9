"""A recommendation, and the steps in which it was followed up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

StepKind = Literal["answer", "progress", "completion", "confirmation", "return", "reopening"]
"""The agency addressed takes the first three; the agency that asked takes the others."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A row of `recommendations`; `due_on` is the last day on which it may be completed, `table` the address
    of its table within the dataset."""

    id: str
    addressed_to: str
    issued_on: date
    due_on: date
    withdrawn_on: date | None = None
    withdrawn_reason: str | None = None
    finding_id: str = ""
    area_id: str = ""
    asked_by: str = ""
    recommendation: str = ""
    recommendation_en: str | None = None
    note: str | None = None
    table: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A row of `recommendation_responses`; `completed_on` is the day that a completion reports."""

    id: str
    recommendation_id: str
    kind: StepKind
    on: date
    completed_on: date | None = None
    agency: str = ""
    response: str = ""
    response_en: str | None = None
    proof: str | None = None
    note: str | None = None
    table: str = ""
