"""The golden table: one sentence a case, in `tests/fixtures/duties/cases.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from core.duties.drawn import entry, span
from dtts.duties import Kept, Publication, Published, Schedule, read_schedule, spans_of, standing

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[2] / "fixtures" / "duties" / "cases.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["tests"] for case in CASES])
def test_an_entry_stands_as_the_table_says(case: dict[str, Any]) -> None:
    told = case["entry"]
    schedule = read_schedule(told["frequency"], told["due"], told["first"])
    assert isinstance(schedule, Schedule)
    published = Published(publication(each) for each in case.get("publications", []))
    found = standing(entry(schedule, ended=told.get("ended")), published, case["as_of"])
    assert found.state == case["state"]
    assert decisive(found.decisive) == case.get("decisive")
    if "coming" in case:
        assert (decisive(found.coming) or [])[:2] == (case["coming"] or [])


def test_no_two_cases_are_about_the_same() -> None:
    assert len({case["tests"] for case in CASES}) == len(CASES)


def publication(told: dict[str, Any]) -> Publication:
    spans = spans_of(span(text, *mark) for text, *mark in told["spans"]) if "spans" in told else None
    return Publication(told["version"], told["published"], told.get("ended"), spans)


def decisive(kept: Kept | None) -> list[Any] | None:
    if kept is None:
        return None
    return [kept.obligation.period.sdmx, kept.obligation.due, kept.late_days]
