"""Figures by agency and year: what is counted, what a share is of, which rows stand behind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dtts.followup import Recommendation, Standing, State, figures

ON = date(2027, 1, 31)


def stands(state: State, agency: str = "Sở Y tế", due: date = date(2026, 6, 30)) -> Standing:
    return Standing(Recommendation(f"{agency}{state}{due}", agency, date(2026, 1, 1), due), ON, state)


def test_there_is_one_figure_for_each_agency_and_year_of_the_due_day():
    found = figures([stands("open", "B"), stands("open", "A"), stands("open", "A", date(2027, 2, 1))])
    assert [(one.agency, one.year, len(one.behind)) for one in found] == [
        ("A", 2026, 1),
        ("A", 2027, 1),
        ("B", 2026, 1),
    ]


@pytest.mark.parametrize(
    ("by", "keys"),
    [(("agency",), [("A", None), ("B", None)]), (("year",), [(None, 2026)]), ((), [(None, None)])],
)
def test_axes_that_are_not_asked_for_are_added_up(by, keys):
    found = figures([stands("open", "B"), stands("overdue", "A")], by)
    assert [(one.agency, one.year) for one in found] == keys


@pytest.mark.parametrize(
    ("states", "percent"),
    [
        ((), None),
        (("withdrawn",), None),
        (("done_on_time",), "100.0"),
        (("done_on_time", "done_late", "overdue"), "33.3"),
        (("done_on_time", "done_on_time", "reported"), "66.7"),
        (("done_on_time", "withdrawn"), "100.0"),
        (("overdue",), "0.0"),
    ],
)
def test_the_share_on_time_is_of_those_that_fell_due_and_were_not_withdrawn(states, percent):
    found = [one.percent_on_time for one in figures([stands(state) for state in states], ())]
    assert found == ([] if not states else [percent and Decimal(percent)])


def test_what_was_done_before_a_due_day_to_come_is_not_in_the_share_yet():
    (figure,) = figures([stands("done_on_time", due=date(2027, 2, 1))])
    assert (figure.of("done_on_time"), figure.percent_on_time) == (figure.behind, None)


def test_one_of_sixteen_is_rounded_half_up():
    states = ["done_on_time", *["overdue"] * 15]
    (figure,) = figures([stands(state) for state in states])
    assert figure.percent_on_time == Decimal("6.3")
