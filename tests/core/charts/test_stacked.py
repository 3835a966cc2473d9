"""Stacked bars: parts end to end in their order, never more or less of them than there is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtts.charts import Whole, stacked_chart
from dtts.charts.stacked import MOST_PARTS, MOST_STACKS
from dtts.errors import UsageError

PARTS = st.lists(st.none() | st.floats(0, 1e9).map(lambda value: round(value, 2)), min_size=3, max_size=3)


def drawn(*wholes: Whole):
    return stacked_chart(wholes, width=720, names=60, beside=80)


def test_parts_follow_one_another_and_are_as_long_as_they_are_large():
    (row,) = drawn(Whole("2016", (1448, 513, 744), 2705)).rows
    wage, farm, other = row.segments
    assert wage.x == 60
    assert farm.x == pytest.approx(wage.x + wage.width, abs=0.2)
    assert other.x == pytest.approx(farm.x + farm.width, abs=0.2)
    assert wage.width / other.width == pytest.approx(1448 / 744, rel=0.01)
    assert row.end == pytest.approx(other.x + other.width, abs=0.2)
    assert row.rest is None


def test_what_the_known_parts_leave_of_the_whole_is_drawn_as_unknown():
    (row,) = drawn(Whole("2016", (100, None, 50), 200)).rows
    assert [segment.part for segment in row.segments] == [0, 2]
    assert row.rest.width == pytest.approx(row.segments[1].width, abs=0.2)


@pytest.mark.parametrize(
    ("parts", "value"), [((100, None, 50), None), ((100, 50, 50), 210), ((150, None, 60), 200)]
)
def test_nothing_unknown_is_made_up(parts, value):
    assert drawn(Whole("2016", parts, value)).rows[0].rest is None


def test_a_row_without_figures_keeps_its_place():
    first, second = drawn(Whole("2011", (None, None), None), Whole("2012", (1, 2), 3)).rows
    assert first.segments == () and first.end == 60
    assert second.y > first.y


def test_only_a_segment_with_room_bears_its_number():
    (row,) = drawn(Whole("2016", (999, 1), 1000)).rows
    assert [segment.roomy for segment in row.segments] == [True, False]


def test_long_names_stand_above_their_bars():
    first, second = stacked_chart(
        [Whole("Cả nước, 2021-2025", (1, 2), 3), Whole("b", (1, 2), 3)], width=344, names=0, beside=80
    ).rows
    assert first.name_y < first.y < second.name_y < second.y
    assert first.name_x == first.segments[0].x


def test_there_is_no_chart_of_nothing():
    assert drawn() is None
    assert drawn(Whole("2016", (None, 0), None)) is None


@pytest.mark.parametrize(
    ("wholes", "said"),
    [
        ([Whole(str(year), (1,), 1) for year in range(MOST_STACKS + 1)], "the latest ones"),
        ([Whole("a", (1,) * (MOST_PARTS + 1), 1)], "put the small ones together"),
        ([Whole("a", (1, 2), 3), Whole("b", (1,), 1)], "different numbers of parts"),
        ([Whole("vay", (5, -2), 3)], "'vay' has a negative part"),
    ],
)
def test_what_cannot_be_stacked_is_refused_with_what_to_do(wholes, said):
    with pytest.raises(UsageError, match=said):
        drawn(*wholes)


@given(st.lists(st.builds(Whole, st.just("x"), PARTS, st.none() | st.floats(0, 1e9)), max_size=MOST_STACKS))
def test_bars_stay_inside_of_the_picture_and_parts_off_one_another(wholes):
    chart = drawn(*wholes)
    for row in chart.rows if chart else ():
        ends = [60.0, *(segment.x + segment.width for segment in row.segments)]
        assert all(abs(segment.x - end) <= 0.2 for segment, end in zip(row.segments, ends, strict=False))
        assert row.end <= 720 - 80 + 0.3
