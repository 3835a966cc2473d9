"""What stands against sending a visit is said at the field where it can be put right."""

from __future__ import annotations

from datetime import date

import pytest

from core.visiting.words import WORDS
from dtts.visiting import faults

TODAY = date(2026, 11, 27)
PERIOD = (date(2026, 10, 1), date(2026, 12, 20))


def test_a_visit_with_everything_may_be_sent() -> None:
    assert faults(WORDS, TODAY, PERIOD) == {}


@pytest.mark.parametrize(
    ("changed", "at"),
    [
        ({"visit_date": ""}, "visit_date"),
        ({"visit_date": "31/02/2026"}, "visit_date"),
        ({"visit_date": "2026-11-28"}, "visit_date"),
        ({"visit_date": "2026-09-30"}, "outside_plan_reason"),
        ({"shared_on": "hôm qua"}, "shared_on"),
        ({"shared_on": "2026-11-28"}, "shared_on"),
        ({"shared_on": "2026-11-19"}, "shared_on"),
        ({"visit_mode": "bằng ngựa"}, "visit_mode"),
        ({"households_met": "mười hai"}, "households_met"),
        ({"households_met": "1.5"}, "households_met"),
        ({"findings": " "}, "findings"),
        ({"site-0-site_name": ""}, "site-0-site_name"),
        ({"site-0-latitude": "121"}, "site-0-latitude"),
        ({"site-0-planned_amount": "nan"}, "site-0-planned_amount"),
        ({"finding-0-evidence": ""}, "finding-0-evidence"),
        ({"finding-0-severity": "grave"}, "finding-0-severity"),
        ({"recommendation-0-finding": "7"}, "recommendation-0-finding"),
        ({"recommendation-0-due_on": "2026-11-19"}, "recommendation-0-due_on"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else value,
)
def test_one_wrong_word_is_one_fault_at_its_field(changed: dict[str, str], at: str) -> None:
    found = faults({**WORDS, **changed}, TODAY, PERIOD)
    assert list(found) == [at]
    assert found[at]["vi"] and found[at]["en"]


def test_a_visit_outside_of_any_plan_says_why() -> None:
    assert list(faults(WORDS, TODAY, None)) == ["outside_plan_reason"]
    assert faults({**WORDS, "outside_plan_reason": "Theo phản ánh."}, TODAY, None) == {}


def test_a_part_that_was_left_out_or_never_begun_needs_nothing() -> None:
    more = {"finding-1-severity": "minor", "site-1-site_name": "Cầu treo", "site-1-removed": "yes"}
    assert faults({**WORDS, **more}, TODAY, PERIOD) == {}
