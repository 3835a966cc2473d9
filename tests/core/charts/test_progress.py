"""The way to a target: filled as far as it is done, never longer than it is, with where the line would be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtts.charts import progress


@pytest.mark.parametrize(
    ("achieved", "pace", "done", "due", "back"),
    [
        (0.5, 1.0, 100.0, 100.0, False),
        (0.66, 0.8, 132.0, 165.0, False),
        (1.3, 1.3, 200.0, 200.0, False),
        (0.0, 0.0, 0.0, None, False),
        (-0.2, -0.4, 0.0, 100.0, True),
        (0.4, None, 80.0, None, False),
    ],
)
def test_the_bar_says_how_far_it_is_and_how_far_it_should_be(achieved, pace, done, due, back):
    bar = progress(achieved, pace, 200.0)
    assert (bar.done, bar.due, bar.back) == (done, due, back)


@given(st.floats(-50, 50), st.one_of(st.none(), st.floats(-50, 50)))
def test_nothing_is_drawn_outside_of_the_way(achieved, pace):
    bar = progress(achieved, pace, 120.0)
    assert 0 <= bar.done <= 120
    assert bar.due is None or 0 <= bar.due <= 120
