"""Pairs of bars: from zero, to scale, under one another."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtts.charts import Pair, pair_chart
from dtts.charts.pairs import BAR, MOST_PAIRS
from dtts.errors import UsageError

AMOUNTS = st.one_of(st.none(), st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 2)))


def drawn(*pairs: Pair):
    return pair_chart(pairs, width=720, beside=120)


def test_a_bar_twice_as_large_is_twice_as_long():
    one = drawn(Pair("Bắc Ninh", 50, 100)).pairs[0]
    assert one.after.width == pytest.approx(2 * one.before.width, abs=0.2)
    assert one.before.x == one.after.x


def test_a_negative_amount_ends_left_of_zero():
    one = drawn(Pair("a", -10, 10)).pairs[0]
    assert one.before.end < one.after.x < one.after.end
    assert one.before.x == one.before.end


def test_what_is_missing_on_one_side_has_no_bar():
    one = drawn(Pair("xã mới", None, 7)).pairs[0]
    assert one.before is None
    assert one.after.value == 7


def test_there_is_no_chart_without_amounts():
    assert drawn(Pair("a", None, None)) is None
    assert drawn() is None


def test_more_pairs_than_fit_are_refused_with_what_to_do():
    with pytest.raises(UsageError, match="the largest changes"):
        drawn(*(Pair(str(number), 1, 2) for number in range(MOST_PAIRS + 1)))


@given(st.lists(st.builds(Pair, st.just("x"), AMOUNTS, AMOUNTS), min_size=1, max_size=MOST_PAIRS))
def test_bars_stand_inside_the_picture_and_never_on_one_another(pairs):
    chart = drawn(*pairs)
    if chart is None:
        return
    tops = [top for pair in chart.pairs for top in (pair.y_before, pair.y_after)]
    assert all(later - earlier >= BAR for earlier, later in pairwise(tops))
    bars = [bar for pair in chart.pairs for bar in (pair.before, pair.after) if bar]
    assert all(bar.x >= 0 and bar.x + bar.width <= 720 - 120 + 0.2 for bar in bars)
    assert tops[-1] + BAR <= chart.bottom
