"""Bars of a ranking: from zero, to scale, in order, with what is left out told by a gap."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtts.charts import Amount, bar_chart
from dtts.charts.bars import BAR, LEFT_OUT, MOST_BARS
from dtts.errors import UsageError

SIZES = {"wide": {"width": 720.0, "names": 190.0}, "narrow": {"width": 344.0, "names": 0.0}}
VALUES = st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 2))


def drawn(*values: float, ranks=None, mark=None, size="wide"):
    ranks = ranks or range(1, len(values) + 1)
    amounts = [Amount(f"tỉnh {rank}", value, rank) for value, rank in zip(values, ranks, strict=True)]
    return bar_chart(amounts, beside=60, mark=mark, **SIZES[size])


def test_a_bar_twice_as_large_is_twice_as_long():
    large, small = drawn(60, 30).bars
    assert large.width == pytest.approx(2 * small.width, abs=0.2)
    assert large.x == small.x == 190


def test_the_line_that_all_are_held_against_stands_where_a_bar_of_its_value_ends():
    chart = drawn(60, 30, mark=30)
    assert chart.mark.at == chart.bars[1].end
    assert chart.top > drawn(60, 30).top


def test_a_line_beyond_all_bars_is_inside_of_the_picture():
    assert drawn(1, 2, mark=50).mark.at <= 720 - 60


def test_where_ranks_jump_there_is_a_gap_and_a_sign_in_it():
    chart, whole = drawn(9, 8, 2, 1, ranks=[1, 2, 33, 34]), drawn(9, 8, 2, 1)
    (gap,) = chart.left_out
    assert chart.bars[1].y + BAR < gap < chart.bars[2].y
    assert chart.height == whole.height + LEFT_OUT
    assert whole.left_out == ()


def test_on_a_narrow_screen_names_stand_above_their_bars():
    for bar in drawn(3, 2, 1, size="narrow").bars:
        assert bar.name_y < bar.y
        assert bar.name_x == bar.x


def test_a_negative_amount_ends_left_of_zero():
    up, down = drawn(10, -10).bars
    assert down.end < up.x == down.x + down.width


def test_there_is_no_chart_without_amounts():
    assert drawn() is None


def test_more_bars_than_fit_are_refused_with_what_to_do():
    with pytest.raises(UsageError, match="the highest and the lowest"):
        drawn(*range(MOST_BARS + 1))


@given(st.lists(VALUES, min_size=1, max_size=MOST_BARS), st.none() | VALUES, st.sampled_from(list(SIZES)))
def test_bars_stand_inside_the_picture_and_never_on_one_another(values, mark, size):
    chart = drawn(*values, mark=mark, size=size)
    room = SIZES[size]["width"] - 60
    assert all(bar.x >= chart.left - 0.1 and bar.x + bar.width <= room + 0.2 for bar in chart.bars)
    assert all(later.y - earlier.y >= BAR for earlier, later in pairwise(chart.bars))
    assert chart.top <= chart.bars[0].y and chart.bars[-1].y + BAR <= chart.bottom < chart.height
