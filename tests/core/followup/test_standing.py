"""What became of one recommendation, case by case."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import yaml

from dtts.followup import STATES, Recommendation, Standing, Step, standing, standings

CASES = yaml.safe_load(
    (Path(__file__).parents[2] / "fixtures" / "followup" / "cases.yaml").read_text(encoding="utf-8")
)


def asked(withdrawn: date | None = None) -> Recommendation:
    return Recommendation("R1", "Sở Y tế", date(2026, 3, 2), date(2026, 4, 30), withdrawn)


def steps_of(case: dict[str, Any]) -> list[Step]:
    return [
        Step(f"S{number}", "R1", kind, on, *completed)
        for number, (on, kind, *completed) in enumerate(case.get("steps", ()))
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_each_case_stands_as_it_was_worked_out_by_hand(case):
    found = standing(asked(case.get("withdrawn")), steps_of(case), case["day"])
    assert (found and found.state) == case["state"]
    assert (found.days_late if found else 0) == case.get("late", 0)


@pytest.mark.parametrize("case", [case for case in CASES if len(case.get("steps", ())) > 1])
def test_the_order_in_which_steps_are_given_does_not_matter(case):
    found = {standing(asked(), order, case["day"]) for order in permutations(steps_of(case))}
    assert len(found) == 1


def test_steps_of_one_day_follow_by_their_ids():
    day = date(2026, 4, 20)
    reported = Step("S1", "R1", "completion", day, day)
    assert standing(asked(), [Step("S2", "R1", "confirmation", day), reported], day).state == "done_on_time"
    assert standing(asked(), [Step("S0", "R1", "confirmation", day), reported], day).state == "reported"


def test_every_state_is_reached_and_has_words_in_both_languages():
    assert {case["state"] for case in CASES} - {None} == set(STATES)
    assert all(words["vi"] and words["en"] for words in STATES.values())


def test_days_left_turn_negative_when_the_due_day_has_passed():
    assert standing(asked(), (), date(2026, 4, 28)).days_left == 2
    assert standing(asked(), (), date(2026, 5, 2)).days_left == -2


def test_each_takes_its_own_steps_and_those_not_issued_yet_are_left_out():
    other = Recommendation("R2", "Sở Y tế", date(2026, 5, 1), date(2026, 6, 1))
    answer = Step("S1", "R1", "answer", date(2026, 3, 5))
    found = standings([asked(), other], [answer], date(2026, 4, 1))
    assert found == (Standing(asked(), date(2026, 4, 1), "answered"),)
