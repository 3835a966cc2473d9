"""Line charts: round axes from zero, gaps where there is no value, names that do not overlap."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtts.charts import Line, Moment, line_chart
from dtts.charts.scale import spaced, ticks
from dtts.errors import UsageError

YEARS = [Moment(str(year), year) for year in range(2012, 2017)]


def drawn(*lines: Line):
    return line_chart(YEARS, lines, width=720, height=330, beside=190)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (88_176, 101_673, (0, 25_000, 50_000, 75_000, 100_000, 125_000)),
        (3, 26.4, (0, 10, 20, 30)),
        (-2, 3, (-2, -1, 0, 1, 2, 3)),
        (0, 0, (0, 0.2, 0.4, 0.6, 0.8, 1)),
        (0, 5e-324, (0, 0.2, 0.4, 0.6, 0.8, 1)),
        (0.1, 0.3, (0, 0.1, 0.2, 0.3)),
    ],
)
def test_an_axis_has_round_values_and_takes_in_zero(low, high, expected):
    assert ticks(low, high) == expected


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_an_axis_always_holds_what_it_is_made_for(one, other):
    found = ticks(min(one, other), max(one, other))
    assert found[0] <= min(one, other, 0) + 1e-6
    assert found[-1] >= max(one, other, 0) - 1e-6
    assert 2 <= len(found) <= 8


def test_labels_that_would_overlap_are_passed_over():
    assert spaced([0, 20, 40, 60, 61, 130], 50) == [0, 3, 5]


def test_two_years_are_twice_as_long_as_one():
    chart = line_chart(
        [Moment("2010", 2010), Moment("2012", 2012), Moment("2013", 2013)],
        [Line("a", [1, 2, 3])],
        width=720,
        height=330,
        beside=190,
    )
    first, second, third = (float(pair.split()[0]) for pair in chart.lines[0].path[1:].split("L"))
    assert second - first == pytest.approx(2 * (third - second), abs=0.2)


def test_a_line_runs_from_left_to_right_and_higher_values_stand_higher():
    (line,) = drawn(Line("a", [1, 2, 3, 4, 5])).lines
    assert line.path.startswith("M62 ")
    heights = [float(pair.split()[1]) for pair in line.path[1:].split("L")]
    assert heights == sorted(heights, reverse=True)


def test_a_missing_value_is_a_gap_and_never_bridged():
    (line,) = drawn(Line("a", [1, 2, None, 4, 5])).lines
    assert line.path.count("M") == 2


def test_a_break_is_a_gap_too():
    (line,) = drawn(Line("a", [1, 2, 3, 4, 5], frozenset({2}))).lines
    assert line.path.count("M") == 2
    assert line.path.count("L") == 3


def test_an_uncertain_value_is_a_hollow_dot_and_the_line_goes_on():
    (line,) = drawn(Line("a", [1, 2, None, 4, 5], uncertain=frozenset({1, 2, 4}))).lines
    assert [dot.hollow for dot in line.dots] == [True, True]
    assert line.path.count("L") == 2
    (plain,) = drawn(Line("a", [1, 2, None, 4, 5])).lines
    assert (plain.path, [dot.hollow for dot in plain.dots]) == (line.path, [False])


def test_a_value_without_neighbours_is_a_dot():
    (line,) = drawn(Line("a", [None, 2, None, 4, 5])).lines
    assert len(line.dots) == 2


def test_the_name_stands_at_the_last_value():
    (line,) = drawn(Line("a", [1, 2, 3, 4, None])).lines
    assert (line.label.name, line.label.value, line.label.x) == ("a", 4, line.dots[-1].x)


def test_names_of_lines_that_end_together_stand_apart():
    chart = drawn(*(Line(name, [5, 5, 5, 5, 5 + number / 100]) for number, name in enumerate("abc")))
    heights = sorted(line.label.y for line in chart.lines)
    assert all(lower - upper >= 34 for upper, lower in pairwise(heights))


def test_the_lines_begin_behind_the_longest_number_of_the_axis():
    small, large = (drawn(Line("Cả nước", [each] * 5)) for each in (5.8, 2_536_992))
    assert small.left == 62
    assert large.left > len("3.000.000") * 8.8
    assert large.lines[0].path.startswith(f"M{large.left:g} ")


def test_a_line_without_values_has_no_name():
    chart = drawn(Line("a", [1, 2, 3, 4, 5]), Line("b", [None] * 5))
    assert chart.lines[1].label is None


def test_without_any_value_there_is_no_chart():
    assert drawn(Line("a", [None] * 5)) is None


@pytest.mark.parametrize("lines", [[Line(str(number), [1] * 5) for number in range(6)], [Line("a", [1, 2])]])
def test_what_nobody_could_read_is_a_fault_in_use(lines):
    with pytest.raises(UsageError):
        drawn(*lines)
