"""Rows against the rows of another table that they refer to."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from core.builders import check_text, field, flat, make_schema

PLANS = pl.DataFrame(
    {
        "plan_id": ["P1", "P2", "P3"],
        "period_start": [date(2026, 1, 1), date(2026, 4, 1), None],
        "period_end": [date(2026, 3, 31), date(2026, 6, 30), None],
    }
)


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    PLANS.write_parquet(tmp_path / "monitoring_plans.parquet")
    return tmp_path


def schema(**check: Any):
    within = {
        "id": "t",
        "kind": "against",
        "field": "day",
        "table": "monitoring_plans",
        "key": {"plan_id": "plan"},
        "message": "Ngày phải nằm trong kế hoạch.",
        "message_en": "The day has to be in the plan.",
        **check,
    }
    reference = {"resource": "table:monitoring_plans", "fields": "plan_id"}
    return make_schema(
        field("plan"),
        field("day", "date"),
        field("why"),
        foreignKeys=[{"fields": "plan", "reference": reference}],
        **{"dtts:checks": [within]},
    )


def faults(text: str, beside: Path | None, **check: Any):
    return flat(check_text(f"plan,day,why\n{text}\n", schema(**check), beside=beside).report)


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("P1,2026-01-01,", False),
        ("P1,2025-12-31,", True),
        ("P2,2026-03-31,", True),
        ("P1,2025-12-31,flood", False),
        (",2025-12-31,", False),
        ("P3,2025-12-31,", False),
        ("P1,,x", False),
    ],
)
def test_a_day_before_the_plan_is_named_unless_the_row_says_why(beside, row, wrong):
    found = faults(row, beside, least="period_start", unless="why")
    assert found == ([("against:t", "day", "B2")] if wrong else [])


@pytest.mark.parametrize(("day", "wrong"), [("2026-03-31", False), ("2026-04-01", True)])
def test_a_day_after_the_plan_is_named(beside, day, wrong):
    assert faults(f"P1,{day},", beside, most="period_end") == ([("against:t", "day", "B2")] if wrong else [])


def test_the_sentence_says_what_stands_in_the_other_table(beside):
    text = "plan,day,why\nP1,2026-04-01,\n"
    (fault,) = check_text(text, schema(most="period_end"), beside=beside).report.faults
    assert fault.message["vi"].endswith(
        "ngày phải nằm trong kế hoạch (Kế hoạch kiểm tra, giám sát, Đến ngày: 31/03/2026)"
    )
    assert fault.message["en"].endswith("the day has to be in the plan (Monitoring plans, To: 31 Mar 2026)")


def test_a_row_that_the_other_table_does_not_have_is_named_once_and_not_compared(beside):
    found = faults("P9,2020-01-01,", beside, least="period_start")
    assert found == [("table-key", "plan", "A2")]


def test_nothing_is_claimed_while_the_other_table_is_not_published(tmp_path):
    assert faults("P9,2020-01-01,", tmp_path, least="period_start") == []
    assert faults("P9,2020-01-01,", None, least="period_start") == []


def test_a_key_with_an_empty_part_refers_to_nothing(beside):
    assert faults(",2020-01-01,x", beside, least="period_start") == []
