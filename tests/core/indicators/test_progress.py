"""Progress to a target: what is met is met, what is lost is lost, and zero is a number."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtts.errors import UsageError
from dtts.indicators.progress import Assessment, Goal, Point, Status, assess, attainment, point_in_time
from dtts.periods import half, month, year

A, ON, ACC, LIM = Status.ACHIEVED, Status.ON_TRACK, Status.NEEDS_ACCELERATION, Status.LIMITED_PROGRESS
DET, NOT, NONE = Status.DETERIORATION, Status.NOT_MET, Status.NOT_ASSESSABLE

# series by year, direction, target by 2025 from 2021 -> status, reasons, A, L, R
GOLDEN = {
    "decreasing, fast enough for a band": ({2021: 30, 2023: 26}, "down", 20, ACC, (), "0.40", "0.80", "0.72"),
    "decreasing, slow": ({2021: 30, 2023: "28.5"}, "down", 20, LIM, (), "0.15", "0.30", "0.26"),
    "wrong way": ({2021: 30, 2023: 31}, "down", 20, DET, (), "-0.10", "-0.20", "-0.17"),
    "increasing": ({2021: 60, 2023: 71}, "up", 80, ON, (), "0.55", "1.10", "1.18"),
    "due and not met": ({2021: 30, 2025: "21.5"}, "down", 20, NOT, ("DUE",), "0.85", "0.85", "0.83"),
    "target zero": ({2021: 100, 2023: 40}, "down", 0, ON, (), "0.60", "1.20", "ZERO"),
    "baseline zero": ({2021: 0, 2023: 40}, "up", 80, ON, (), "0.50", "1.00", "ZERO"),
    "negative or a change of sign": ({2021: -5, 2023: -3}, "up", 2, LIM, (), "0.29", "0.57", "SIGN"),
    "met early, then slipped": ({2021: 60, 2022: 85, 2023: 78}, "up", 80, ON, (), "0.90", "1.80", "1.88"),
    "baseline meets it, still does": ({2021: 90, 2023: 88}, "up", 80, A, (), None, None, "-0.39"),
    "baseline met it, now lost": ({2021: 90, 2023: 75}, "up", 80, DET, ("LOST",), None, None, "-3.00"),
    "target is the baseline": ({2021: 80, 2023: 79}, "up", 80, NOT, ("HOLD",), None, None, "FLAT"),
    "baseline's year missing": (
        {2022: 62, 2024: 72},
        "up",
        80,
        ACC,
        ("BASELINE_MOVED",),
        "0.56",
        "0.83",
        "0.88",
    ),
    "one value": ({2021: 60}, "up", 80, NONE, ("ONE_POINT",), None, None, None),
}


@pytest.mark.parametrize("case", GOLDEN)
def test_a_golden_case_has_its_verdict_and_its_shares(case):
    series, direction, target, status, reasons, share, pace, ratio = GOLDEN[case]
    found = assess(points(series), Goal(direction, Fraction(target), Fraction(2025), Fraction(2021)))
    assert (found.status, found.reasons) == (status, reasons)
    assert (two(found.way and found.way.achieved_share), two(found.way and found.way.pace)) == (share, pace)
    assert (two(found.growth.ratio) or found.growth.withheld) == ratio


def test_a_target_met_early_is_remembered_and_so_is_its_loss():
    found = assess(points({2021: 60, 2022: 85, 2023: 78}), goal(80))
    assert (found.history.first_met, found.history.held) == (2022, False)


@pytest.mark.parametrize(
    ("series", "reason"),
    [
        ({}, "NO_VALUE"),
        ({2018: 60, 2019: 61}, "BASELINE_AFTER"),
        ({2023: 60, 2024: 61}, "BASELINE_MISSING"),
        ({2021: 60, 2023: 130}, "IMPOSSIBLE_VALUE"),
    ],
)
def test_what_cannot_be_judged_is_said_with_its_reason(series, reason):
    limited = Goal("up", Fraction(80), Fraction(2025), Fraction(2021), limits=(Fraction(0), Fraction(100)))
    found = assess(points(series), limited)
    assert (found.status, found.reasons) == (NONE, (reason,))


def test_without_a_target_nothing_is_judged():
    assert assess(points({2021: 60, 2023: 70}), None).reasons == ("NO_TARGET",)


def test_a_target_due_before_its_baseline_is_not_judged():
    early = Goal("up", Fraction(80), Fraction(2020), Fraction(2021))
    assert assess(points({2021: 60, 2023: 70}), early).reasons == ("DUE_BEFORE_BASELINE",)


@pytest.mark.parametrize("status", ["O", "M", "L", "Q", "F", "V"])
def test_missing_suppressed_forecast_and_unvalidated_values_are_not_judged(status):
    series = [*points({2021: 60, 2023: 71}), Point(Fraction(2024), Fraction(99), status)]
    assert assess(series, goal(80)).latest.at == 2023


@pytest.mark.parametrize(("status", "provisional"), [("E", True), ("P", True), ("A", False)])
def test_a_verdict_on_an_estimate_says_that_it_is_provisional(status, provisional):
    series = [*points({2021: 60}), Point(Fraction(2023), Fraction(71), status)]
    assert assess(series, goal(80)).provisional is provisional


@pytest.mark.parametrize(
    "broken", [{"status": "B"}, {"comparability": "BREAK"}, {"comparability": "NOT_COMP"}]
)
def test_nothing_is_said_across_a_break(broken):
    series = [*points({2021: 60}), Point(Fraction(2023), Fraction(71), **broken)]
    assert assess(series, goal(80)).reasons == ("BREAK",)


def test_a_series_may_begin_with_a_break():
    series = [Point(Fraction(2021), Fraction(60), "B"), *points({2023: 71})]
    assert assess(series, goal(80)).status is ON


@pytest.mark.parametrize(
    ("value", "status"),
    [("69.5", ON), ("69.499", ACC), ("66", ACC), ("65.999", LIM), ("60", LIM), ("59.9", DET)],
)
def test_a_tie_at_the_edge_of_a_band_counts_upward_and_nothing_is_rounded_before(value, status):
    assert assess(points({2021: 60, 2023: value}), goal(80)).status is status


@pytest.mark.parametrize(
    ("series", "status"),
    [
        ({2021: 12, 2023: 9}, A),  # from above into 5 to 10
        ({2021: 2, 2023: 4}, ON),  # from below, two thirds of the way in half the time
        ({2021: 7, 2023: 8}, A),
        ({2021: 7, 2023: 11}, DET),  # was inside and left it
        ({2021: 12, 2023: 13}, DET),
    ],
)
def test_a_range_is_approached_from_the_nearer_bound(series, status):
    wanted = Goal("range", Fraction(5), Fraction(2025), Fraction(2021), upper=Fraction(10))
    assert assess(points(series), wanted).status is status


@pytest.mark.parametrize(
    ("direction", "value", "tolerance", "status"),
    [("hold_min", 79, 0, NOT), ("hold_min", 79, 1, A), ("hold_max", 81, 0, NOT), ("hold_max", 80, 0, A)],
)
def test_a_level_is_kept_within_its_tolerance_or_it_is_not(direction, value, tolerance, status):
    kept = Goal(direction, Fraction(80), Fraction(2025), tolerance=Fraction(tolerance))
    assert assess(points({2021: 80, 2023: value}), kept).status is status


def test_a_range_without_a_second_bound_is_a_fault_in_use():
    with pytest.raises(UsageError, match="upper"):
        Goal("range", Fraction(5), Fraction(2025))


def test_two_values_at_one_time_are_a_fault_in_use():
    with pytest.raises(UsageError, match="one series"):
        assess([*points({2021: 60}), *points({2021: 61})], goal(80))


def test_a_year_ends_where_its_second_half_does():
    assert [point_in_time(each) for each in (year(2023), half(2023, 1), half(2023, 2), month(2023, 3))] == [
        2023,
        Fraction(4045, 2),
        2023,
        Fraction(2022) + Fraction(1, 4),
    ]


def test_the_plan_of_a_year_is_met_in_shares_of_a_count_and_points_of_a_rate():
    assert attainment(Fraction(45), Fraction(60), is_rate=False) == Fraction(3, 4)
    assert attainment(Fraction(45), Fraction(60), is_rate=True) == -15
    assert attainment(Fraction(45), Fraction(0), is_rate=False) is None


values = st.fractions(min_value=-100, max_value=100, max_denominator=50)


@given(values, values, values, st.integers(2022, 2024))
def test_a_mirrored_series_has_the_mirrored_verdict(start, value, target, at):
    up = Goal("up", target, Fraction(2025), Fraction(2021))
    down = Goal("down", -target, Fraction(2025), Fraction(2021))
    seen = assess([Point(Fraction(2021), start), Point(Fraction(at), value)], up)
    mirrored = assess([Point(Fraction(2021), -start), Point(Fraction(at), -value)], down)
    assert (seen.status, seen.reasons, pace(seen)) == (mirrored.status, mirrored.reasons, pace(mirrored))


@given(values, values, st.integers(2022, 2024))
def test_who_walks_the_straight_line_is_on_track(start, target, at):
    if start >= target:
        return
    passed = Fraction(at - 2021, 4)
    series = [Point(Fraction(2021), start), Point(Fraction(at), start + (target - start) * passed)]
    found = assess(series, Goal("up", target, Fraction(2025), Fraction(2021)))
    assert (found.status, found.way.pace, found.latest.value) == (ON, 1, found.way.expected)


def test_a_verdict_as_json_says_its_method_and_its_reasons_in_both_languages():
    said = assess(points({2022: 62, 2024: 72}), goal(80)).to_dict()
    assert said["method"] == "linear-path"
    assert said["status_words"] == {"vi": "Cần đẩy nhanh", "en": "Needs to speed up"}
    assert said["reasons"][0]["code"] == "BASELINE_MOVED"
    assert said["baseline"]["at"] == 2022


def goal(target: int) -> Goal:
    return Goal("up", Fraction(target), Fraction(2025), Fraction(2021))


def points(series: dict[int, object]) -> list[Point]:
    return [Point(Fraction(at), Fraction(str(value))) for at, value in series.items()]


def pace(found: Assessment) -> Fraction | None:
    return found.way and found.way.pace


def two(number: Fraction | Decimal | None) -> str | None:
    if number is None:
        return None
    return (
        f"{Decimal(number.numerator) / Decimal(number.denominator):.2f}"
        if isinstance(number, Fraction)
        else f"{number:.2f}"
    )
