"""The kinds of notices, and which event of a submission is which."""

from __future__ import annotations

from typing import Literal

from ckanext.dtts.model import Event

Pace = Literal["to_act", "to_know"]

KINDS: dict[str, Pace] = {
    "awaiting": "to_act",
    "sent-back": "to_act",
    "invalid": "to_know",
    "scheduled": "to_know",
    "published": "to_know",
    "undone": "to_know",
    "restored": "to_know",
    "withdrawn": "to_know",
    "overdue": "to_act",
    "harvest-failed": "to_act",
}
"""By name: whether somebody waits for the person who is told, or they only want to know."""

PUBLIC = ("published", "superseded")


def kind_of(event: Event) -> str | None:
    """What an event is to those who are told; None for one that nobody is told of."""
    if event.kind in ("undone", "restored"):
        return event.kind
    if event.to_state == "withdrawn":
        return "withdrawn" if event.from_state in PUBLIC else None
    return {
        "awaiting_approval": "awaiting",
        "rejected": "sent-back",
        "invalid": "invalid",
        "scheduled": "scheduled",
        "published": "published",
    }.get(event.to_state or "")


def settles(event: Event) -> bool:
    """Whether an event answers what approvers were asked."""
    return event.from_state == "awaiting_approval"
