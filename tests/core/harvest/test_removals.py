"""What a source no longer names is taken away only when few enough are missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtts.harvest import Gathered, allowed, verdict

SIZES = range(1, 1001)


def test_one_or_ten_percent_vanish_at_once_and_one_more_waits_at_every_size_from_1_to_1000() -> None:
    for size in SIZES:
        most = max(1, size // 10)
        if most < size:
            assert verdict(Gathered(size, most, named=size - most)) is None, size
        if most + 1 < size:
            assert verdict(Gathered(size, most + 1, named=size - most - 1)) == "too-many", size


def test_an_empty_source_takes_nothing_away_at_any_size() -> None:
    assert {verdict(Gathered(size, size, named=0)) for size in SIZES} == {"empty"}


@given(st.data(), st.integers(1, 1000))
def test_no_reading_loses_more_than_is_allowed_without_a_person(data: st.DataObject, size: int) -> None:
    missing = data.draw(st.integers(0, size))
    new = data.draw(st.integers(0, 1000))
    found = Gathered(size, missing, named=size - missing + new, unidentified=data.draw(st.integers(0, 2)))
    if verdict(found) is None:
        assert missing <= allowed(size)
        assert not missing or found.named > 0


@given(st.integers(1, 1000), st.lists(st.integers(0, 1000), max_size=40))
def test_however_often_a_source_loses_some_no_more_than_is_allowed_of_it_goes_in_the_time(
    size: int, losses: list[int]
) -> None:
    here, gone = size, 0
    for loss in losses:
        missing = min(loss, here)
        if verdict(Gathered(here, missing, named=here - missing, lately=gone)) is None:
            here, gone = here - missing, gone + missing
    assert gone <= allowed(size)
    assert here == size - gone


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (Gathered(5, 0, named=0), None),
        (Gathered(5, 1, named=4), None),
        (Gathered(5, 2, named=3), "too-many"),
        (Gathered(1, 1, named=1), None),
        (Gathered(100, 1, named=98, unidentified=1), "unidentified"),
        (Gathered(100, 1, named=99, least=150), "fewer-than-expected"),
        (Gathered(100, 30, named=0, unidentified=70), "empty"),
        (Gathered(19, 2, named=17), "too-many"),
        (Gathered(20, 2, named=18), None),
        (Gathered(18, 1, named=17, lately=2), "too-many-lately"),
        (Gathered(29, 1, named=28, lately=1), None),
    ],
)
def test_each_doubt_is_named(found: Gathered, why: str | None) -> None:
    assert verdict(found) == why
