"""When a source runs next, and how it is."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtts.harvest import Past, after_failure, health

NOON = datetime(2026, 11, 27, 12, tzinfo=timezone.utc)
HOUR = timedelta(hours=1)


@given(st.integers(1, 100), st.floats(0, 1))
def test_a_failed_source_is_tried_again_within_an_hour_and_not_at_once(failures: int, drawn: float) -> None:
    wait = after_failure(failures, NOON + timedelta(days=1), NOON, lambda: drawn) - NOON
    assert timedelta(seconds=30) <= wait <= HOUR


@given(st.integers(1, 100), st.floats(0, 1))
def test_a_failed_source_is_never_later_than_without_the_failure(failures: int, drawn: float) -> None:
    regular = NOON + timedelta(seconds=20)
    assert after_failure(failures, regular, NOON, lambda: drawn) == regular


def test_sources_that_fail_together_do_not_come_back_together() -> None:
    drawn = {after_failure(3, NOON + HOUR, NOON, lambda number=n: number / 10) for n in range(10)}
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
