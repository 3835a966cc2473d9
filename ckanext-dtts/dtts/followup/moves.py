"""The stages that a recommendation goes through, and which move leads from which to which: all of it is here.

A standing (`dtts.followup.standing`) says how a recommendation counts on a day; a stage says what may be done
with it next, and does not depend on the day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal

from dtts.followup.recommendation import Step, StepKind

Stage = Literal["open", "answered", "reported", "returned", "reopened", "confirmed", "withdrawn"]
Move = StepKind | Literal["withdrawal"]
Side = Literal["addressed", "asking"]
Words = Mapping[str, str]

SIDES: Mapping[Move, Side] = MappingProxyType(
    {
        "answer": "addressed",
        "progress": "addressed",
        "completion": "addressed",
        "confirmation": "asking",
        "return": "asking",
        "reopening": "asking",
        "withdrawal": "asking",
    }
)
"""Which agency makes a move: the one addressed, or the one that asked."""

_ON_THE_WAY: Mapping[Move, Stage] = {"completion": "reported", "withdrawal": "withdrawn"}
MOVES: Mapping[Stage, Mapping[Move, Stage]] = MappingProxyType(
    {
        "open": {"answer": "answered", "progress": "answered", **_ON_THE_WAY},
        "answered": {"answer": "answered", "progress": "answered", **_ON_THE_WAY},
        "reported": {
            "answer": "reported",
            "progress": "reported",
            "confirmation": "confirmed",
            "return": "returned",
            **_ON_THE_WAY,
        },
        "returned": {"answer": "returned", "progress": "returned", **_ON_THE_WAY},
        "reopened": {"answer": "reopened", "progress": "reopened", **_ON_THE_WAY},
        "confirmed": {"reopening": "reopened"},
        "withdrawn": {},
    }
)
"""What may be done at each stage, and where it leads. A completion that waits may be reported anew."""

_AS_READ: Mapping[tuple[Stage, Move], Stage] = {
    ("confirmed", "return"): "returned",
    ("reported", "reopening"): "reopened",
}
"""What published rows may say beside `MOVES`: both undo a completion, as a standing has it."""

STAGES: Mapping[Stage, Words] = MappingProxyType(
    {
        "open": {"vi": "Chưa trả lời", "en": "Not answered"},
        "answered": {"vi": "Đã trả lời", "en": "Answered"},
        "reported": {"vi": "Đã báo hoàn thành, chờ xác nhận", "en": "Reported as done, to be confirmed"},
        "returned": {"vi": "Bị trả lại, chưa đạt", "en": "Returned as not done"},
        "reopened": {"vi": "Được mở lại", "en": "Opened again"},
        "confirmed": {"vi": "Đã xác nhận hoàn thành", "en": "Confirmed as done"},
        "withdrawn": {"vi": "Đã rút", "en": "Withdrawn"},
    }
)
"""Each stage as people read it."""
CLOSED: frozenset[Stage] = frozenset({"confirmed", "withdrawn"})


def stage_of(steps: Iterable[Step], *, withdrawn: bool = False) -> Stage:
    """The stage after these steps, in the order of their days and, within a day, of their ids.

    A step that leads nowhere, such as a confirmation of what was never reported, changes nothing.
    """
    if withdrawn:
        return "withdrawn"
    stage: Stage = "open"
    for step in sorted(steps, key=lambda each: (each.on, each.id)):
        stage = _AS_READ.get((stage, step.kind)) or MOVES[stage].get(step.kind, stage)
    return stage


def code_after(codes: Iterable[str], number: int) -> str:
    """A code for a step that comes after those of the same day with these `codes`, which order them.

    `number` is unique among the steps of the desk.
    """
    wanted, last = f"ban-lam-viec-{number:06d}", max(codes, default="")
    return wanted if wanted > last else f"{last}.{number:06d}"
