"""What readers tell: from every state something leads on, and no words are public without a person's move."""

from __future__ import annotations

import re

import pytest

from dtts.feedback import COURSES, Course
from dtts.feedback.course import DISMISSED, FIRST
from dtts.feedback.grounds import grounds
from dtts.reuse import licences, works

EACH = pytest.mark.parametrize("course", COURSES.values(), ids=COURSES)


@EACH
def test_every_state_has_words_in_both_languages_and_a_way_on(course: Course) -> None:
    assert set(course.moves) == set(course.states)
    assert all(course.moves[state] for state in course.states)
    assert all(each["vi"] and each["en"] for each in (course.noun, *course.states.values()))


@EACH
def test_every_state_is_reached_from_the_first_and_none_leads_back_to_unread(course: Course) -> None:
    reached, left = set(), {FIRST}
    while left:
        state = left.pop()
        reached.add(state)
        left |= set(course.moves[state].values()) - reached
    assert reached == set(course.states)
    assert FIRST not in {to for moves in course.moves.values() for to in moves.values()}


@EACH
def test_what_is_out_was_dismissed_or_taken_out_by_a_move_with_a_reason(course: Course) -> None:
    assert DISMISSED in course.out
    into = {move for moves in course.moves.values() for move, to in moves.items() if to in course.out}
    assert into - {"restore"} <= course.answering


@EACH
def test_what_is_answered_is_no_longer_to_do(course: Course) -> None:
    ends = {to for moves in course.moves.values() for move, to in moves.items() if move in course.answering}
    assert ends
    assert not ends & course.to_do


@EACH
def test_what_was_dismissed_can_be_made_public(course: Course) -> None:
    assert course.moves[DISMISSED]["publish"] in course.public


def test_each_ground_of_a_refusal_has_words_in_both_languages_and_a_law_in_both_or_none() -> None:
    assert grounds()
    for each in grounds().values():
        assert each.words["vi"]
        assert each.words["en"]
        assert bool(each.law["vi"]) == bool(each.law["en"])
        assert bool(each.hint["vi"]) == bool(each.hint["en"])


def test_no_ground_names_an_article_that_nobody_has_found() -> None:
    assert not [each.code for each in grounds().values() if re.search(r"Điều|Article", str(dict(each.law)))]


def test_kinds_of_works_and_licences_have_words_in_both_languages() -> None:
    titles = [each.title for each in (*works().values(), *licences().values())]
    assert all(title["vi"] and title["en"] for title in titles)
    assert all(each.resource.startswith("http") for each in works().values())
