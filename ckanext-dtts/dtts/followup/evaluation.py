"""An evaluation: its answers to questions, each by one of the criteria of the OECD's DAC."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A row of `evaluations`. `rating` goes from 1 (poor) to 5 (very good); `indicator_value` is the
    figure as it was cited, of `indicator_version`."""

    id: str
    evaluation_id: str
    evaluation: str
    evaluation_kind: str
    programme: str
    area_id: str
    criterion: str
    question: str
    method: str
    answer: str
    reported_on: date
    item_code: str | None = None
    area_name: str | None = None
    question_en: str | None = None
    method_en: str | None = None
    answer_en: str | None = None
    rating: int | None = None
    indicator: str | None = None
    indicator_period: str | None = None
    indicator_value: float | None = None
    indicator_version: str | None = None
    note: str | None = None
    table: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Answers that name the same evaluation, as their table has them; what is said of it is said by the
    first one, and `reported_on` is the last day that they name."""

    id: str
    title: str
    kind: str
    programme: str
    area_id: str
    area_name: str | None
    reported_on: date
    answers: tuple[Answer, ...]
    table: str = ""

    @property
    def items(self) -> tuple[str, ...]:
        """Codes of the programme's items that its answers are about, each once."""
        return tuple(dict.fromkeys(one.item_code for one in self.answers if one.item_code))


def evaluations_of(answers: Iterable[Answer]) -> tuple[Evaluation, ...]:
    """The evaluations of these answers, in the order of their first ones."""
    groups: dict[tuple[str, str], list[Answer]] = {}
    for answer in answers:
        groups.setdefault((answer.table, answer.evaluation_id), []).append(answer)
    return tuple(_evaluation(own) for own in groups.values())


def _evaluation(answers: list[Answer]) -> Evaluation:
    first = answers[0]
    return Evaluation(
        id=first.evaluation_id,
        title=first.evaluation,
        kind=first.evaluation_kind,
        programme=first.programme,
        area_id=first.area_id,
        area_name=first.area_name,
        reported_on=max(answer.reported_on for answer in answers),
        answers=tuple(answers),
        table=first.table,
    )
