"""What offices say of targets is compared with what is computed, and neither changes the other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dtts.catalogue import table_schema
from dtts.indicators.official import SCHEMA, Official, agrees, beside, said_of
from dtts.indicators.progress import Status

SAID = Official(
    "I1719.02", "VN", "2025", "met", "Đạt mục tiêu.", None, "Cơ quan thử", "Báo cáo số 1", None, "2025-12-20",
    "found", None, False,
)  # fmt: skip
VERDICTS = tuple(table_schema(SCHEMA).field("verdict").constraints["enum"])


@pytest.mark.parametrize(
    ("verdict", "status", "same"),
    [
        ("met", "ACHIEVED", True),
        ("exceeded", "ACHIEVED", True),
        ("met", "NOT_MET", False),
        ("exceeded", "ON_TRACK", False),
        ("on_track", "ON_TRACK", True),
        ("on_track", "ACHIEVED", True),
        ("on_track", "NEEDS_ACCELERATION", False),
        ("behind", "NEEDS_ACCELERATION", True),
        ("behind", "DETERIORATION", True),
        ("behind", "ON_TRACK", False),
        ("not_met", "NOT_MET", True),
        ("not_met", "ACHIEVED", False),
    ],
)
def test_a_verdict_and_a_status_say_the_same_or_do_not(verdict: str, status: str, same: bool):
    assert agrees(verdict, status) is same


@pytest.mark.parametrize("verdict", VERDICTS)
@pytest.mark.parametrize("status", [None, "NOT_ASSESSABLE"])
def test_nothing_is_compared_where_nothing_is_computed(verdict: str, status: str | None):
    assert agrees(verdict, status) is None


@pytest.mark.parametrize("status", Status)
def test_an_office_that_has_not_assessed_neither_agrees_nor_differs(status: Status):
    assert agrees("not_assessed", status.value) is None


@pytest.mark.parametrize("verdict", [verdict for verdict in VERDICTS if verdict != "not_assessed"])
def test_every_verdict_is_that_of_some_status_and_not_of_every_one(verdict: str):
    assert {agrees(verdict, status.value) for status in Status} == {True, False, None}


def test_the_words_of_the_office_stand_as_they_are_beside_the_comparison():
    told = beside(SAID, "NOT_MET")
    assert (told["words"], told["verdict"], told["agrees"]) == ("Đạt mục tiêu.", "met", False)
    assert told["compared"]["vi"] == "Đánh giá chính thức khác kết quả cổng tính; cả hai được giữ nguyên."
    assert told["verdict_words"] == {"vi": "Đạt mục tiêu", "en": "Target met"}


def test_those_of_one_target_are_found_with_the_newest_first():
    later, other = replace(SAID, assessed_on="2026-03-01"), replace(SAID, target_period="2030")
    elsewhere = replace(SAID, area_id="24@since-2025-07")
    listed = [SAID, other, later, elsewhere, replace(SAID, indicator="I1719.03")]
    assert said_of(listed, "I1719.02", "VN", "2025") == [later, SAID]
    assert said_of(listed, "I1719.02", "VN") == [later, SAID, other]
