"""What is recommended because of findings, and what becomes of it: in time, late, or nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from dtts.demo.monitoring.draw import day_between, days_after, weighted
from dtts.demo.parameters import Parameters
from dtts.report.words import lower_first

Row = dict[str, Any]
_COMPLETED = ("on_time", "late", "reported", "returned", "reopened")
_WITHDRAWN_REASON = "Trùng với kiến nghị của đợt khác."


def follow(
    parameters: Parameters, visits: Sequence[Row], findings: Sequence[Row], chance: random.Random
) -> tuple[list[Row], list[Row]]:
    """So many `recommendations` of findings that are issues, by the day, and the steps that follow each."""
    by_id = {visit["visit_id"]: visit for visit in visits}
    issues = [finding for finding in findings if finding["severity"] != "none"]
    chosen = sorted(chance.sample(issues, parameters["recommendations"]), key=lambda one: one["finding_id"])
    asked = [
        _recommendation(parameters, by_id[one["visit_id"]], one, number, chance)
        for number, one in enumerate(chosen, 1)
    ]
    for one in chance.sample(asked, parameters["withdrawn"]):
        one |= {
            "withdrawn_on": days_after(one["issued_on"], 5, 20, chance),
            "withdrawn_reason": _WITHDRAWN_REASON,
        }
    steps = [step for one in asked if "withdrawn_on" not in one for step in _steps(parameters, one, chance)]
    steps.sort(key=lambda step: (step["responded_on"], step["recommendation_id"]))
    return asked, [{"response_id": f"MH-TL-{number:04d}", **step} for number, step in enumerate(steps, 1)]


def _recommendation(
    parameters: Parameters, visit: Row, finding: Row, number: int, chance: random.Random
) -> Row:
    place = lower_first(finding["area_name"])
    return {
        "recommendation_id": f"MH-KN-{number:03d}",
        "finding_id": finding["finding_id"],
        "area_id": finding["area_id"],
        "asked_by": visit["led_by"],
        "addressed_to": weighted(parameters["addressed"], chance).format(place=place),
        "recommendation": finding["recommendation"],
        "recommendation_en": finding["recommendation_en"],
        "issued_on": visit["report_date"],
        "due_on": days_after(visit["report_date"], 30, 90, chance),
    }


def _steps(parameters: Parameters, one: Row, chance: random.Random) -> Iterator[Row]:
    """The steps of one recommendation, one a day at most, by an outcome that is drawn."""
    outcome = weighted(parameters["outcomes"], chance)
    if outcome == "silent":
        return
    answered = days_after(one["issued_on"], 3, 9, chance)
    yield _step(parameters, one, "answer", answered)
    if outcome not in _COMPLETED:
        return
    completed = _completion(one, answered, outcome, chance)
    reported = days_after(completed, 0, 4, chance)
    number = chance.randint(1, 999)
    yield _step(parameters, one, "completion", reported) | {
        "completed_on": completed,
        "proof": parameters["proof"].format(n=number),
    }
    decided = days_after(reported, 4, 14, chance)
    if outcome == "returned":
        yield _step(parameters, one, "return", decided)
    elif outcome != "reported":
        yield _step(parameters, one, "confirmation", decided)
    if outcome == "reopened":
        yield _step(parameters, one, "reopening", days_after(decided, 5, 20, chance))


def _completion(one: Row, answered: date, outcome: str, chance: random.Random) -> date:
    if outcome == "late":
        return days_after(one["due_on"], 1, 25, chance)
    return day_between(days_after(answered, 1, 1, chance), one["due_on"], chance)


def _step(parameters: Parameters, one: Row, kind: str, on: date) -> Row:
    by_the_addressed = kind in ("answer", "progress", "completion")
    return {
        "recommendation_id": one["recommendation_id"],
        "responded_on": on,
        "step": kind,
        "agency": one["addressed_to" if by_the_addressed else "asked_by"],
        **parameters["responses"][kind],
    }
