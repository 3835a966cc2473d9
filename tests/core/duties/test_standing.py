"""Fresh, late or never published: what holds for every entry, whatever was published."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.duties.drawn import DAYS, PERIODS, entry, period, publications, schedules, span, versions
from dtts.duties import Publication, Published, Schedule, contained, past, share_of, spans_of, standing

ONE_DAY = timedelta(days=1)


@given(schedules(), versions(), DAYS)
def test_one_more_publication_never_makes_an_entry_less_fresh(
    schedule: Schedule, published: list[Publication], on: date
) -> None:
    before = standing(entry(schedule), Published(published[1:]), on)
    assert standing(entry(schedule), Published(published), on).fresh >= before.fresh


@given(schedules(), versions(), DAYS)
def test_what_answers_first_is_found_as_by_looking_at_each(
    schedule: Schedule, published: list[Publication], on: date
) -> None:
    dated = schedule.frequency != "once"
    for one in schedule.until(on):
        counted = [each for each in published if each.counts_on(on) and each.answers(one, dated=dated)]
        first = min(counted, key=lambda each: (each.published, each.version), default=None)
        assert Published(published).first_answer(one, on, dated=dated) == first


@given(schedules(), publications(), DAYS)
def test_the_share_of_an_entry_is_what_its_standing_says(
    schedule: Schedule, published: Published, on: date
) -> None:
    found = standing(entry(schedule), published, on)
    assert share_of(entry(schedule), published, on) == (found.fresh, found.counted)


@given(schedules(), publications(), DAYS)
def test_while_nothing_is_published_a_late_entry_is_one_day_later_each_day(
    schedule: Schedule, published: Published, on: date
) -> None:
    today, tomorrow = (standing(entry(schedule), published, day) for day in (on, on + ONE_DAY))
    if today.decisive and today.decisive.publication is None and tomorrow.decisive:
        same = tomorrow.decisive.obligation == today.decisive.obligation
        if same and tomorrow.decisive.publication is None:
            assert tomorrow.decisive.late_days == today.decisive.late_days + 1


@given(schedules(), publications(), DAYS)
def test_an_entry_is_counted_exactly_when_a_due_day_is_over(
    schedule: Schedule, published: Published, on: date
) -> None:
    found = standing(entry(schedule), published, on)
    assert found.counted == bool(schedule.passed(on))
    assert found.counted == (found.fresh or found.overdue)


@given(schedules(), publications(), DAYS)
def test_what_is_fresh_has_nothing_open_among_what_last_fell_due(
    schedule: Schedule, published: Published, on: date
) -> None:
    open_ones = {one.obligation for one in past(entry(schedule), published, on) if one.publication is None}
    found = standing(entry(schedule), published, on)
    assert found.fresh == (found.counted and not open_ones & set(schedule.passed(on)))


@given(schedules(), publications(), DAYS, DAYS)
def test_an_ended_entry_owes_nothing_whatever_was_published(
    schedule: Schedule, published: Published, on: date, ended: date
) -> None:
    found = standing(entry(schedule, ended=ended), published, on)
    assert (found.state == "ended") == (on > ended)
    assert found.coming is None or found.coming.obligation.due <= ended


@given(st.lists(st.tuples(st.sampled_from(PERIODS), st.booleans())), st.sampled_from(PERIODS))
def test_joined_spans_hold_the_days_of_the_periods_and_no_others(
    stated: list[tuple[str, bool]], asked: str
) -> None:
    periods = [period(text) for text, _ in stated]
    spans = spans_of(span(text, mark) for text, mark in stated)
    wanted = period(asked)
    days = (wanted.start + timedelta(days=number) for number in range((wanted.end - wanted.start).days + 1))
    held = all(any(one.start <= day <= one.end for one in periods) for day in days)
    assert contained(wanted, spans) == held
