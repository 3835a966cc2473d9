"""Targets keep the words in which they were set: more than is not at least, and a range has a good side."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dtts.indicators.definition import definitions
from dtts.indicators.progress import Point, Status, assess
from dtts.indicators.targets import targets_of


@pytest.mark.parametrize(
    ("code", "vi", "en"),
    [
        ("I1719.02", "trên 3", "more than 3"),
        ("I1719.03", "ít nhất 50", "at least 50"),
        ("I1719.21", "dưới 15", "less than 15"),
        ("I1719.30", "0,5", "0.5"),
        ("I417.03", "từ 1 đến 1,5", "1 to 1.5"),
        ("I417.06", "khoảng 65", "about 65"),
        ("I1719.13", "định tính, không có số", "qualitative, without a figure"),
    ],
)
def test_a_target_is_said_as_it_was_set(code: str, vi: str, en: str):
    (target,) = targets_of(code)
    assert (target.words("vi"), target.words("en")) == (vi, en)


@pytest.mark.parametrize(
    ("code", "value", "met"),
    [
        ("I1719.02", "3", False),
        ("I1719.02", "3.4", True),
        ("I1719.03", "50", True),
        ("I1719.03", "49.9", False),
        ("I1719.21", "15", False),
        ("I1719.21", "14.9", True),
        ("I417.03", "0.9", False),
        ("I417.03", "1", True),
        ("I417.03", "2", True),
    ],
)
def test_more_than_is_not_met_by_the_figure_itself_and_at_least_is(code: str, value: str, met: bool):
    (target,) = targets_of(code)
    goal = target.goal(definitions()[code].direction)
    assert goal is not None
    assert goal.is_met(Fraction(value)) is met


def test_a_qualitative_target_is_judged_by_nobody():
    (target,) = targets_of("I1719.13")
    assert target.goal("up") is None


def test_a_target_that_every_province_has_is_for_any_province_and_no_commune():
    (target,) = targets_of("IKH.01")
    assert target.is_for("24@pre-2025-07", "province")
    assert not target.is_for("07210@pre-2025-07", "commune")
    assert not target.is_for("VN", "country")


def test_income_at_three_times_that_of_2020_is_beyond_a_target_of_more_than_twice():
    (target,) = targets_of("I1719.01")
    goal = target.goal("up")
    verdict = assess([Point(Fraction(2020), Fraction(1)), Point(Fraction(2025), Fraction(31, 10))], goal)
    assert verdict.status is Status.ACHIEVED


def test_every_target_is_of_an_indicator_that_is_defined():
    assert [
        code
        for code, one in definitions().items()
        if one.family.startswith("programme") and not targets_of(code)
    ] == []
