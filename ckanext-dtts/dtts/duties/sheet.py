"""The catalogue on a day as rows: all that the percentage is made of, so that anybody can count it again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dtts.duties.frequency import NAMES
from dtts.duties.standing import STATES, Kept, Standing

Words = Mapping[str, str]
Row = dict[str, Any]
Named = Callable[[str], Words]

COLUMNS = (
    "as_of", "code", "name", "name_en", "agency", "agency_name", "agency_name_en", "area_id", "area_name",
    "area_name_en", "province_id", "province_name", "province_name_en", "frequency", "frequency_name",
    "due_rule", "due_rule_vi", "due_rule_en", "first_period", "ended", "legal_basis", "provenance", "dataset",
    "table", "state", "state_vi", "state_en", "period", "due", "provisional", "version", "published_on",
    "late_days", "counted", "fresh", "next_period", "next_due", "next_published_on", "demo",
)  # fmt: skip
"""`period`, `due`, `version`, `published_on` and `late_days` are those of the obligation that decides.

An entry is counted when its `due` lies before `as_of`, and fresh when it also has `published_on`; `counted`
and `fresh` say so as 1 and 0, so that the percentage is the sum of the one by that of the other.
"""


def as_row(one: Standing, province: str, agencies: Named, places: Named) -> Row:
    """An entry on a day; `agencies` and `places` name an id in both languages."""
    entry, agency = one.entry, agencies(one.entry.agency)
    area, above = places(entry.area_id), places(province)
    rule = entry.schedule.words()
    return {
        **entry.to_dict(),
        "as_of": one.on.isoformat(),
        "agency_name": agency["vi"],
        "agency_name_en": agency["en"],
        "area_name": area["vi"],
        "area_name_en": area["en"],
        "province_id": province,
        "province_name": above["vi"],
        "province_name_en": above["en"],
        "frequency_name": NAMES[entry.schedule.frequency]["vi"],
        "due_rule": entry.schedule.rule,
        "due_rule_vi": rule["vi"],
        "due_rule_en": rule["en"],
        "state": one.state,
        "state_vi": STATES[one.state]["vi"],
        "state_en": STATES[one.state]["en"],
        **_decisive(one.decisive),
        "counted": int(one.counted),
        "fresh": int(one.fresh),
        **_next(one.coming),
    }


def _decisive(kept: Kept | None) -> Row:
    if kept is None:
        return dict.fromkeys(("period", "due", "provisional", "version", "published_on", "late_days"))
    return {
        "period": kept.obligation.period.sdmx,
        "due": kept.obligation.due.isoformat(),
        "provisional": kept.obligation.provisional,
        "version": kept.publication.version if kept.publication else None,
        "published_on": _published(kept),
        "late_days": kept.late_days,
    }


def _next(kept: Kept | None) -> Row:
    return {
        "next_period": kept.obligation.period.sdmx if kept else None,
        "next_due": kept.obligation.due.isoformat() if kept else None,
        "next_published_on": _published(kept) if kept else None,
    }


def _published(kept: Kept) -> str | None:
    day: date | None = kept.publication.published if kept.publication else None
    return day.isoformat() if day else None
