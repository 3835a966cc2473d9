"""Dots on one axis: each value at its place, the place itself drawn above what it is held against."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtts.charts import DotRow, dot_chart
from dtts.charts.dots import MOST_KINDS, MOST_ROWS
from dtts.errors import UsageError

VALUES = st.lists(st.none() | st.floats(-1e6, 1e6).map(lambda value: round(value, 1)), min_size=3, max_size=3)


def drawn(*rows: DotRow):
    return dot_chart(rows, width=720, beside=70)


def test_values_stand_to_scale_from_zero_on():
    (row,) = drawn(DotRow("Tỷ lệ nghèo", (50, 25, None))).rows
    place, country = sorted(row.marks, key=lambda mark: mark.kind)
    assert place.x - 12 == pytest.approx(2 * (country.x - 12), abs=0.2)


def test_all_rows_have_one_axis():
    first, second = drawn(DotRow("a", (40, 90)), DotRow("b", (90, 40))).rows
    assert first.marks[0].x == second.marks[1].x


def test_the_place_is_drawn_last_so_that_nothing_covers_it():
    (row,) = drawn(DotRow("a", (5, 5, 5))).rows
    assert [mark.kind for mark in row.marks] == [2, 1, 0]


def test_the_line_of_a_row_goes_from_its_lowest_to_its_highest_value():
    (row,) = drawn(DotRow("a", (30, 10, 80))).rows
    assert (row.first, row.last) == (min(mark.x for mark in row.marks), max(mark.x for mark in row.marks))


def test_there_is_no_chart_without_values():
    assert drawn(DotRow("a", (None, None))) is None
    assert drawn() is None


def test_more_than_eyes_can_tell_apart_is_refused():
    with pytest.raises(UsageError, match="rows of dots"):
        drawn(*(DotRow(str(number), (1,)) for number in range(MOST_ROWS + 1)))
    with pytest.raises(UsageError, match="kinds of dots"):
        drawn(DotRow("a", (1,) * (MOST_KINDS + 1)))


@given(st.lists(st.builds(DotRow, st.just("x"), VALUES), min_size=1, max_size=MOST_ROWS))
def test_marks_stand_inside_of_the_picture_and_rows_apart(rows):
    chart = drawn(*rows)
    if chart is None:
        return
    assert all(chart.left <= mark.x <= chart.right + 0.1 for row in chart.rows for mark in row.marks)
    assert len({row.y for row in chart.rows}) == len(rows)
    assert chart.rows[-1].y < chart.bottom < chart.height
