"""An evaluation of the year by the six criteria, and what beneficiaries said, as totals."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

from dtts.demo.areas import area
from dtts.demo.parameters import Parameters

Row = dict[str, Any]
_OF_THE_WHOLE = ("evaluation_id", "evaluation", "evaluation_kind", "reported_on", "method", "method_en")


def evaluation_rows(parameters: Parameters) -> list[Row]:
    """One row a question, as the parameters have them."""
    evaluation: Mapping[str, Any] = parameters["evaluation"]
    place = area(evaluation["area_id"])
    shared = {name: evaluation[name] for name in _OF_THE_WHOLE}
    where = {"programme": parameters["programme"], "area_id": place.area_id, "area_name": place.name}
    return [
        {"answer_id": f"{evaluation['evaluation_id']}.{number}", **shared, **where, **answer}
        for number, answer in enumerate(evaluation["answers"], 1)
    ]


def rating_rows(parameters: Parameters, visits: Sequence[Row], chance: random.Random) -> list[Row]:
    """A row for each group in the last visit of each commune; women and men make up all."""
    last = {visit["area_id"]: visit for visit in sorted(visits, key=lambda visit: visit["visit_date"])}
    rows = [
        _rating(parameters, visit, group, *answers)
        for _, visit in sorted(last.items())
        for group, answers in _answers(parameters, chance).items()
    ]
    return [{"rating_id": f"MH-YK-{number:03d}", **row} for number, row in enumerate(rows, 1)]


def _answers(parameters: Parameters, chance: random.Random) -> dict[str, tuple[int, int]]:
    """By group, how many answered and how many of them are satisfied."""
    drawn = {}
    for group, (least, most) in parameters["respondents"].items():
        people = chance.randint(least, most)
        drawn[group] = (people, round(people * chance.uniform(*parameters["satisfied"])))
    return {"all": (drawn["women"][0] + drawn["men"][0], drawn["women"][1] + drawn["men"][1]), **drawn}


def _rating(parameters: Parameters, visit: Row, group: str, respondents: int, satisfied: int) -> Row:
    row = {
        "visit_id": visit["visit_id"],
        **{name: visit[name] for name in ("programme", "item_code", "area_id", "area_name")},
        "asked_on": visit["visit_end"],
        "question": parameters["question"],
        "question_en": parameters["question_en"],
        "respondent_group": group,
    }
    if respondents < parameters["smallest_cell"]:
        return row | {"disclosure": "suppressed"}
    percent = f"{100 * satisfied / respondents:.1f}"
    counted = {"respondents": respondents, "satisfied": satisfied, "satisfied_percent": percent}
    return row | counted | {"disclosure": "shown"}
