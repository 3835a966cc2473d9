"""What beneficiaries said, as totals of groups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """A row of `beneficiary_ratings`; one whose `disclosure` is `suppressed` has no figures."""

    id: str
    programme: str
    area_id: str
    asked_on: date
    question: str
    respondent_group: str
    disclosure: str
    visit_id: str | None = None
    evaluation_id: str | None = None
    item_code: str | None = None
    area_name: str | None = None
    question_en: str | None = None
    respondents: int | None = None
    satisfied: int | None = None
    satisfied_percent: float | None = None
    note: str | None = None
    table: str = ""
