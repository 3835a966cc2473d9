"""What readers report: from every state something leads on, and no words are public without a person's move."""

from __future__ import annotations

from dtts.feedback import ANSWERING, MOVES, PUBLIC, STATES, TO_DO


def test_every_state_has_words_in_both_languages_and_a_way_on() -> None:
    assert set(MOVES) == set(STATES)
    assert all(MOVES[state] and STATES[state]["vi"] and STATES[state]["en"] for state in STATES)


def test_every_state_is_reached_from_the_first_and_none_leads_back_to_unread() -> None:
    reached, left = set(), {"waiting"}
    while left:
        state = left.pop()
        reached.add(state)
        left |= set(MOVES[state].values()) - reached
    assert reached == set(STATES)
    assert "waiting" not in {to for moves in MOVES.values() for to in moves.values()}


def test_what_is_answered_is_public_or_dismissed_and_no_longer_to_do() -> None:
    ends = {to for moves in MOVES.values() for move, to in moves.items() if move in ANSWERING}
    assert ends == (PUBLIC | {"dismissed"}) - TO_DO
