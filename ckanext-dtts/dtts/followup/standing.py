"""How a recommendation stands on a day, by the steps that were taken up to then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from dtts.followup.recommendation import Recommendation, Step

Words = Mapping[str, str]
State = Literal["open", "answered", "reported", "done_on_time", "done_late", "overdue", "withdrawn"]

STATES: Mapping[State, Words] = MappingProxyType(
    {
        "open": {"vi": "Chưa trả lời, còn hạn", "en": "Not answered, not due yet"},
        "answered": {"vi": "Đã trả lời, còn hạn", "en": "Answered, not due yet"},
        "reported": {"vi": "Đã báo hoàn thành, chờ xác nhận", "en": "Reported as done, to be confirmed"},
        "done_on_time": {"vi": "Hoàn thành đúng hạn", "en": "Done on time"},
        "done_late": {"vi": "Hoàn thành muộn", "en": "Done late"},
        "overdue": {"vi": "Quá hạn, chưa hoàn thành", "en": "Overdue"},
        "withdrawn": {"vi": "Đã rút", "en": "Withdrawn"},
    }
)
"""Each state as people read it, in the order in which pages show them."""
_BY_THE_ADDRESSED = ("answer", "progress", "completion")


@dataclass(frozen=True, slots=True)
class Standing:
    """`recommendation` during the day `on`, after the steps up to then.

    `done_on` is the day of the completion that was confirmed and not opened again.
    """

    recommendation: Recommendation
    on: date
    state: State
    done_on: date | None = None

    @property
    def fallen_due(self) -> bool:
        """Whether its last day has passed, so that it counts in the share done on time."""
        return self.state != "withdrawn" and self.recommendation.due_on < self.on

    @property
    def days_left(self) -> int:
        """Days to the due day; below zero, days since."""
        return (self.recommendation.due_on - self.on).days

    @property
    def days_late(self) -> int:
        """Days from the due day to completion, or to the day looked at while it is overdue; else 0."""
        until = self.on if self.state == "overdue" else self.done_on
        return max(0, (until - self.recommendation.due_on).days) if until else 0


def standing(recommendation: Recommendation, steps: Iterable[Step], on: date) -> Standing | None:
    """How it stands during the day `on`, None before it was issued. Steps of one day follow by their ids.

    A completion counts from the day that the agency reports, once the agency that asked has confirmed it;
    a confirmation without a reported completion confirms nothing. What is returned or opened again is not
    done until it is reported and confirmed anew.
    """
    if on < recommendation.issued_on:
        return None
    past = sorted((step for step in steps if step.on <= on), key=lambda step: (step.on, step.id))
    reported, done = _completion(past)
    answered = any(step.kind in _BY_THE_ADDRESSED for step in past)
    return Standing(recommendation, on, _state(recommendation, on, reported, done, answered), done)


def standings(
    recommendations: Iterable[Recommendation], steps: Iterable[Step], on: date
) -> tuple[Standing, ...]:
    """The standing of each that was issued by the day, in their order."""
    by_id: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        by_id[step.recommendation_id].append(step)
    found = (standing(one, by_id[one.id], on) for one in recommendations)
    return tuple(one for one in found if one is not None)


def _completion(steps: Iterable[Step]) -> tuple[date | None, date | None]:
    """The day of completion that is reported, and that of the confirmed one."""
    reported: date | None = None
    done: date | None = None
    for step in steps:
        if step.kind == "completion" and done is None:
            reported = step.completed_on
        elif step.kind == "confirmation":
            done = done or reported
        elif step.kind in ("return", "reopening"):
            reported = done = None
    return reported, done


def _state(one: Recommendation, on: date, reported: date | None, done: date | None, answered: bool) -> State:
    if one.withdrawn_on is not None and one.withdrawn_on <= on:
        return "withdrawn"
    if done is not None:
        return "done_on_time" if done <= one.due_on else "done_late"
    if reported is not None:
        return "reported"
    if one.due_on < on:
        return "overdue"
    return "answered" if answered else "open"
