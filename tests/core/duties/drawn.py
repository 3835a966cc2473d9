"""Schedules, publications and entries drawn at random, in the forms that people write."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from dtts.duties import Entry, Publication, Published, Schedule, Span, read_schedule, spans_of
from dtts.periods import Period, parse

DAYS = st.dates(date(2019, 1, 1), date(2034, 12, 31))
_RULES = ("+0d", "+10d", "+45d", "-15d", "-40d", "day 1", "day 20", "day 31", "day 30 +1m", "day 10 +2m")
_OF_YEARS = ("--09-15", "--02-29 +1y", "--01-31 +1y", "--12-31", "--06-30 +2y")
_FIRST = {
    "monthly": ("2020-01", "2020-02", "2023-12"),
    "quarterly": ("2020-Q1", "2021-Q4"),
    "half_yearly": ("2020-S1", "2021-S2"),
    "nine_months": ("2020-01-01/P9M",),
    "yearly": ("2020", "2024"),
    "five_yearly": ("2019", "2020-01-01/P5Y"),
    "once": ("2024", "2024-02", "2024-Q3"),
}
PERIODS = ("2019", "2020", "2024", "2024-S1", "2024-Q1", "2024-02", "2024-01-01/P9M", "2020-01-01/P5Y")


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """Any frequency with a rule that it allows, one schedule in three with a provisional deadline too."""
    frequency = draw(st.sampled_from(sorted(_FIRST)))
    rules = _RULES if frequency in ("monthly", "quarterly", "half_yearly") else _RULES + _OF_YEARS
    due = draw(st.sampled_from(rules))
    if draw(st.integers(0, 2)) == 0:
        due = f"provisional {draw(st.sampled_from(rules))}; {due}"
    read = read_schedule(frequency, due, draw(st.sampled_from(_FIRST[frequency])))
    assert isinstance(read, Schedule)
    return read


@st.composite
def versions(draw: st.DrawFn) -> list[Publication]:
    """Up to four versions, some withdrawn, some of tables that say their periods."""
    made = []
    for number in range(draw(st.integers(0, 4))):
        published = draw(DAYS)
        lasted = draw(st.none() | st.integers(0, 400))
        stated = draw(st.none() | st.lists(st.tuples(st.sampled_from(PERIODS), st.booleans())))
        spans = None if stated is None else spans_of(span(text, mark) for text, mark in stated)
        ended = None if lasted is None else published + timedelta(days=lasted)
        made.append(Publication(number + 1, published, ended, spans))
    return made


def publications() -> st.SearchStrategy[Published]:
    """The same, as one table's."""
    return versions().map(Published)


def entry(schedule: Schedule, **values: Any) -> Entry:
    """An entry of an agency of no name."""
    given = {"code": "X", "name": "Mục", "agency": "agency", "area_id": "VN", **values}
    return Entry(schedule=schedule, **given)


def span(text: str, provisional: bool = False) -> Span:
    """What a row about a period is about."""
    read = period(text)
    return Span(read.start, read.end, provisional)


def period(text: str) -> Period:
    """A period that is surely one."""
    read = parse(text)
    assert isinstance(read, Period)
    return read
