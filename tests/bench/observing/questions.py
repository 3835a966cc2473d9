"""Questions that people ask of the store, drawn the same in every run, each for at most 5,000 rows."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import polars as pl

from dtts.units import FORMER_ENDS, Gazetteer

MOST = 5_000
Filters = dict[str, list[str]]


@dataclass(frozen=True)
class Question:
    """`query` asks the API, `filters` asks the same of a table: allowed values by column."""

    kind: str
    query: dict[str, str]
    filters: Filters


def draw(rows: pl.DataFrame, times: int) -> list[Question]:
    """`times` questions of each kind that have an answer of 1 to 5,000 rows."""
    dice, drawn = random.Random(1719), []
    for kind in (_place, _place_over_time, _province, _period, _group):
        found = 0
        while found < times:
            question = kind(dice, rows)
            conditions = [pl.col(name).is_in(allowed) for name, allowed in question.filters.items()]
            if 0 < rows.lazy().filter(*conditions).select(pl.len()).collect().item() <= MOST:
                drawn.append(question)
                found += 1
    return drawn


def _one(dice: random.Random, rows: pl.DataFrame) -> dict[str, str]:
    return rows.row(dice.randrange(rows.height), named=True)


def _plain(kind: str, **values: str) -> Question:
    return Question(kind, values, {name.upper(): [value] for name, value in values.items()})


def _place(dice: random.Random, rows: pl.DataFrame) -> Question:
    row = _one(dice, rows)
    question = _plain("everything of a commune", ref_area=row["REF_AREA"])
    return Question(question.kind, {"area": row["REF_AREA"]}, question.filters)


def _place_over_time(dice: random.Random, rows: pl.DataFrame) -> Question:
    row = _one(dice, rows)
    filters = {"INDICATOR": [row["INDICATOR"]], "REF_AREA": [row["REF_AREA"]]}
    return Question(
        "an indicator of a commune", {"indicator": row["INDICATOR"], "area": row["REF_AREA"]}, filters
    )


def _province(dice: random.Random, rows: pl.DataFrame) -> Question:
    places, row = Gazetteer.load(), _one(dice, rows)
    province = dice.choice([unit.code for unit in places.in_force(FORMER_ENDS, "province")])
    communes = [unit.area_id for unit in places.communes(province, FORMER_ENDS, "province")]
    asked = {"indicator": row["INDICATOR"], "sex": row["SEX"], "ethnic_group": row["ETHNIC_GROUP"]}
    query = {**asked, "within": province, "level": "commune", "valid_on": FORMER_ENDS.isoformat()}
    filters = {name.upper(): [value] for name, value in asked.items()}
    return Question("an indicator of the communes of a province", query, {**filters, "REF_AREA": communes})


def _period(dice: random.Random, rows: pl.DataFrame) -> Question:
    row = _one(dice, rows)
    asked = {"indicator": row["INDICATOR"], "sex": row["SEX"], "ethnic_group": row["ETHNIC_GROUP"]}
    question = _plain("an indicator of all places in a period", **asked, time_period=row["TIME_PERIOD"])
    return Question(question.kind, {**asked, "period": row["TIME_PERIOD"]}, question.filters)


def _group(dice: random.Random, rows: pl.DataFrame) -> Question:
    row = _one(dice, rows)
    question = _plain(
        "a group in a period, all indicators",
        ethnic_group=row["ETHNIC_GROUP"],
        time_period=row["TIME_PERIOD"],
    )
    query = {"ethnic_group": row["ETHNIC_GROUP"], "period": row["TIME_PERIOD"]}
    return Question(question.kind, query, question.filters)


def by_kind(questions: list[Question], ask: Callable[[Question], float]) -> Iterator[tuple[str, list[float]]]:
    """The milliseconds that `ask` took for the questions of each kind, each asked once to warm up."""
    kinds: dict[str, list[float]] = {}
    for question in questions:
        ask(question)
        kinds.setdefault(question.kind, []).append(ask(question))
    yield from kinds.items()
