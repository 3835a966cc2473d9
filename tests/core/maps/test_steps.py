"""Classes of a map of counts: every count is in exactly one of them, and there are never more than five."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtts.maps import steps


@pytest.mark.parametrize(
    ("counts", "bounds"),
    [
        ([], []),
        ([1, 1], [(1, 1)]),
        ([3, 1, 2], [(1, 1), (2, 2), (3, 3)]),
        ([8, 3], [(1, 2), (3, 4), (5, 6), (7, 8)]),
        ([23], [(1, 5), (6, 10), (11, 15), (16, 20), (21, 25)]),
    ],
)
def test_classes_are_of_equal_width(counts, bounds):
    assert [(step.low, step.high) for step in steps(counts)] == bounds


@given(st.lists(st.integers(1, 10_000), min_size=1))
def test_every_count_is_in_one_class_and_the_largest_in_the_darkest(counts):
    found = steps(counts)
    assert len(found) <= 5
    assert all(sum(step.holds(count) for step in found) == 1 for count in counts)
    assert next(step.shade for step in found if step.holds(max(counts))) == 5
