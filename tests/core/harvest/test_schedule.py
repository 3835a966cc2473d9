"""When a source runs next, and how it is."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtts.harvest import BREAKS_AFTER, Past, after_failure, after_success, health

NOON = datetime(2026, 11, 27, 12, tzinfo=timezone.utc)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("took", "next_run"),
    [(timedelta(0), HOUR), (timedelta(minutes=5), HOUR), (HOUR, HOUR), (1.5 * HOUR, 2 * HOUR)],
)
def test_a_source_keeps_its_rhythm_whatever_a_run_takes(took: timedelta, next_run: timedelta) -> None:
    assert after_success(NOON, HOUR, NOON + took) == NOON + next_run


def test_a_rhythm_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="rhythm"):
        after_success(NOON, timedelta(0), NOON)


@given(st.integers(1, BREAKS_AFTER - 1), st.floats(0, 1))
def test_a_failed_source_is_tried_again_within_an_hour_and_not_at_once(failures: int, drawn: float) -> None:
    wait = after_failure(failures, timedelta(days=1), NOON, lambda: drawn) - NOON
    assert timedelta(minutes=1) <= wait <= HOUR


@given(st.floats(0, 1))
def test_a_source_that_fails_again_and_again_is_tried_once_a_day(drawn: float) -> None:
    assert after_failure(BREAKS_AFTER, HOUR, NOON, lambda: drawn) == NOON + timedelta(days=1)


def test_sources_that_fail_together_do_not_come_back_together() -> None:
    drawn = {after_failure(3, timedelta(days=1), NOON, lambda number=n: number / 10) for n in range(10)}
    assert len(drawn) == 10


@pytest.mark.parametrize(
    ("past", "found"),
    [
        (Past("new", has_run=False), "never"),
        (Past("active", has_run=True), "well"),
        (Past("active", has_run=True, faults=1), "faults"),
        (Past("active", has_run=True, faults=1, waiting=2), "waiting"),
        (Past("active", has_run=True, failures=1), "failing"),
        (Past("paused", has_run=True, failures=5), "failing"),
        (Past("paused", has_run=True), "paused"),
        (Past("active", has_run=True, due=NOON - HOUR), "late"),
        (Past("active", has_run=True, due=NOON - timedelta(minutes=1)), "well"),
    ],
)
def test_the_first_thing_to_do_something_about_is_shown(past: Past, found: str) -> None:
    assert health(past, NOON) == found
