"""What may be done with a recommendation next, and that it agrees with how the recommendation counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtts.followup import MOVES, SIDES, STAGES, Recommendation, Step, code_after, stage_of, standing

START = date(2026, 3, 2)
DUE = date(2026, 4, 30)
KINDS = [kind for kind in SIDES if kind != "withdrawal"]


def steps(*kinds: str) -> list[Step]:
    """One step a day."""
    days = [START + timedelta(days=number) for number in range(len(kinds))]
    return [
        Step(f"S{number}", "R1", kind, on, on if kind == "completion" else None)
        for number, (kind, on) in enumerate(zip(kinds, days, strict=True))
    ]


@pytest.mark.parametrize(
    ("kinds", "stage"),
    [
        ((), "open"),
        (("progress",), "answered"),
        (("completion",), "reported"),
        (("confirmation",), "open"),
        (("answer", "completion", "return"), "returned"),
        (("completion", "return", "answer"), "returned"),
        (("completion", "confirmation"), "confirmed"),
        (("completion", "confirmation", "answer"), "confirmed"),
        (("completion", "confirmation", "return"), "returned"),
        (("completion", "confirmation", "reopening", "completion"), "reported"),
    ],
)
def test_the_stage_after_these_steps(kinds, stage):
    assert stage_of(steps(*kinds)) == stage
    assert stage_of(steps(*kinds), withdrawn=True) == "withdrawn"


def test_every_move_leads_to_a_stage_and_belongs_to_a_side():
    assert set(MOVES) == set(STAGES)
    assert {move for moves in MOVES.values() for move in moves} == set(SIDES)
    assert {to for moves in MOVES.values() for to in moves.values()} == set(STAGES) - {"open"}


@given(st.lists(st.sampled_from(KINDS), max_size=8))
def test_the_stage_agrees_with_how_it_counts(kinds):
    found = standing(Recommendation("R1", "Sở Y tế", START, DUE), steps(*kinds), START + timedelta(days=20))
    counted = {"done_on_time": "confirmed", "reported": "reported", "open": "open"}
    stage = stage_of(steps(*kinds))
    if found.state == "answered":
        assert stage in ("answered", "returned", "reopened")
    else:
        assert stage == counted[found.state] or (found.state == "open" and stage in ("returned", "reopened"))


@given(st.lists(st.sampled_from(list(SIDES)), max_size=12))
def test_what_is_offered_leads_where_it_says(wanted):
    taken: list[str] = []
    stage = "open"
    for move in wanted:
        if move in MOVES[stage] and move != "withdrawal":
            stage, taken = MOVES[stage][move], [*taken, move]
            assert stage_of(steps(*taken)) == stage


@given(st.lists(st.from_regex(r"[A-Za-z0-9._-]{1,12}", fullmatch=True), max_size=5), st.integers(1, 999_999))
def test_a_new_code_comes_after_those_of_its_day_and_fits_the_table(codes, number):
    code = code_after(codes, number)
    assert all(code > each for each in codes)
    assert code.replace("-", "").replace(".", "").replace("_", "").isalnum()
    assert f"{number:06d}" in code
