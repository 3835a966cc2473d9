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
    "called-off": "to_know",
    "published": "to_know",
    "undone": "to_know",
    "restored": "to_know",
    "withdrawn": "to_know",
    "overdue": "to_act",
    "harvest-failed": "to_act",
    "harvest-digest": "to_know",
    "links-broken": "to_act",
    "recommendation-due": "to_act",
    "recommendation-reported": "to_act",
    "recommendation-returned": "to_act",
    "recommendation-answered": "to_know",
    "recommendation-settled": "to_know",
    "feedback-received": "to_act",
    "request-received": "to_act",
    "request-assigned": "to_act",
    "request-due": "to_act",
    "reuse-received": "to_act",
    "comment-received": "to_act",
}
"""By name: whether somebody waits for the person who is told, or they only want to know."""

_BY_KIND = {"undone": "undone", "restored": "restored", "re-dated": "scheduled"}
_BY_STATE = {
    "awaiting_approval": "awaiting",
    "rejected": "sent-back",
    "invalid": "invalid",
    "scheduled": "scheduled",
    "published": "published",
    "withdrawn": "withdrawn",
}
PUBLIC = ("published", "superseded")


def kind_of(event: Event) -> str | None:
    """What an event is to those who are told; None for one that nobody is told of."""
    return _BY_KIND.get(event.kind) or _BY_STATE.get(event.to_state or "")


def also(event: Event) -> str | None:
    """What the sender is told beside what approvers are asked."""
    return "called-off" if event.kind == "called-off" else None


def settles(event: Event) -> bool:
    """Whether an event answers what approvers were asked."""
    return event.from_state == "awaiting_approval"
