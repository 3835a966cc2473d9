"""Two groups back to back: one scale, so that their lengths can be compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtts.charts import BackToBack, pyramid
from dtts.charts.pyramid import BAR, MOST_ROWS
from dtts.errors import UsageError

VALUES = st.none() | st.floats(0, 1e9).map(lambda value: round(value, 2))


def drawn(*rows: BackToBack, width=720):
    return pyramid(rows, width=width, names=80)


def test_both_sides_have_one_scale():
    (row,) = drawn(BackToBack("2024", 40, 20)).rows
    assert row.left.width == pytest.approx(2 * row.right.width, abs=0.2)


def test_bars_grow_away_from_the_names_in_the_middle():
    chart = drawn(BackToBack("2024", 40, 20))
    (row,) = chart.rows
    assert row.left.x + row.left.width == pytest.approx(chart.left, abs=0.2)
    assert row.right.x == chart.right
    assert chart.left < chart.middle < chart.right


def test_the_axes_are_mirrored():
    chart = drawn(BackToBack("2024", 40, 20))
    assert [tick.value for tick in chart.leftward] == [tick.value for tick in chart.rightward]
    for left, right in zip(chart.leftward, chart.rightward, strict=True):
        assert chart.middle - left.at == pytest.approx(right.at - chart.middle, abs=0.2)


def test_what_is_missing_on_one_side_has_no_bar():
    (row,) = drawn(BackToBack("2024", None, 20)).rows
    assert row.left is None and row.right.value == 20


def test_there_is_no_chart_without_values():
    assert drawn(BackToBack("2024", None, None)) is None
    assert drawn() is None


def test_what_cannot_be_drawn_is_refused():
    with pytest.raises(UsageError, match="at most"):
        drawn(*(BackToBack(str(number), 1, 1) for number in range(MOST_ROWS + 1)))
    with pytest.raises(UsageError, match="negative"):
        drawn(BackToBack("a", -1, 1))


@given(
    st.lists(st.builds(BackToBack, st.just("x"), VALUES, VALUES), min_size=1, max_size=MOST_ROWS),
    st.sampled_from([344.0, 720.0]),
)
def test_bars_stay_inside_of_the_picture(rows, width):
    chart = drawn(*rows, width=width)
    if chart is None:
        return
    assert all(row.left.x >= 11.9 for row in chart.rows if row.left)
    assert all(row.right.x + row.right.width <= width - 11.9 for row in chart.rows if row.right)
    assert chart.rows[-1].y + BAR <= chart.bottom < chart.height
