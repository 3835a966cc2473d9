"""Small multiples: the same time everywhere, the same height for the same value where the unit is one."""

from __future__ import annotations

import pytest

from dtts.charts import Line, Moment, Panel, multiples
from dtts.charts.multiples import MOST_PANELS
from dtts.errors import UsageError

TIMES = [Moment("2014", 2014), Moment("2016", 2016)]
LARGE = Panel("dân số", [Line("a", [5000, 6000])])
SMALL = Panel("tỷ lệ nghèo", [Line("a", [8.4, 5.8]), Line("b", [None, 12.0])])


def drawn(*panels: Panel, one_scale: bool):
    return multiples(TIMES, panels, width=344, height=200, beside=14, one_scale=one_scale)


def test_with_one_scale_the_same_height_means_the_same():
    first, second = drawn(LARGE, SMALL, one_scale=True)
    assert first.upward == second.upward


def test_without_it_each_panel_has_the_axis_of_its_own_values():
    first, second = drawn(LARGE, SMALL, one_scale=False)
    assert first.upward[-1].value >= 6000
    assert second.upward[-1].value < 20


def test_the_axis_of_time_is_that_of_all():
    first, second = drawn(LARGE, SMALL, one_scale=False)
    assert [tick.value for tick in first.across] == [tick.value for tick in second.across] == ["2014", "2016"]


def test_a_panel_without_values_is_none_and_takes_nothing_from_the_others():
    empty = Panel("khác", [Line("a", [None, None])])
    assert drawn(empty, SMALL, one_scale=True)[0] is None
    assert drawn(empty, SMALL, one_scale=True)[1] == drawn(SMALL, one_scale=True)[0]


def test_more_panels_than_anybody_compares_are_refused():
    with pytest.raises(UsageError, match="small charts"):
        drawn(*[SMALL] * (MOST_PANELS + 1), one_scale=True)
