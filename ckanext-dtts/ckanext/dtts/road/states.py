"""The one place where a submission changes its state, and where that is written down.

The database holds what is done here: it refuses, at the end of a transaction, a state that the log does
not tell, and a pointer to anything but a submission that was approved and is published.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from ckan import model

from ckanext.dtts import notices
from ckanext.dtts.errors import RoadError
from ckanext.dtts.model import Event, Submission
from ckanext.dtts.visits import follow

MOVES: dict[str | None, frozenset[str]] = {
    None: frozenset({"received"}),
    "received": frozenset({"checking", "withdrawn"}),
    "checking": frozenset({"invalid", "awaiting_approval", "withdrawn"}),
    "invalid": frozenset({"withdrawn"}),
    "awaiting_approval": frozenset({"scheduled", "rejected", "withdrawn"}),
    "scheduled": frozenset({"published", "awaiting_approval", "withdrawn"}),
    "published": frozenset({"superseded", "withdrawn"}),
    "superseded": frozenset({"published", "withdrawn"}),
    "withdrawn": frozenset(),
    "rejected": frozenset({"withdrawn"}),
}
"""Back from `scheduled` goes what was called off, back from `superseded` what is restored by an undo."""
NOTHING: Mapping[str, Any] = MappingProxyType({})


class Actor(NamedTuple):
    """Who acts: a person (`id` is the user's id), a named policy, or the worker."""

    kind: str
    id: str


WORKER = Actor("worker", "worker")


class ForbiddenMoveError(RoadError):
    """A submission cannot go from its state to the one asked for."""


def move(
    submission: Submission,
    to: str,
    actor: Actor,
    *,
    kind: str | None = None,
    note: str | None = None,
    details: Mapping[str, Any] = NOTHING,
) -> None:
    """Change the state and write the event in the caller's transaction; `kind` defaults to the new state."""
    before = submission.state
    if to not in MOVES[before]:
        raise ForbiddenMoveError(f"submission {submission.id} cannot go from {before} to {to}")
    submission.state = to
    record(submission, kind or to, actor, note=note, details=details, states=(before, to))
    follow.follow(submission, before, to)


def receive(submission: Submission, actor: Actor) -> None:
    """Take a new submission into the session with its first event."""
    model.Session.add(submission)
    model.Session.flush()
    record(submission, "received", actor, states=(None, "received"))


def record(
    submission: Submission,
    kind: str,
    actor: Actor,
    *,
    note: str | None = None,
    details: Mapping[str, Any] = NOTHING,
    states: tuple[str | None, str | None] = (None, None),
) -> None:
    """Write an event; without `states` it is one that moves nothing."""
    event = Event(
        submission_id=submission.id,
        kind=kind,
        actor=actor.id,
        actor_kind=actor.kind,
        note=note,
        details=dict(details),
        from_state=states[0],
        to_state=states[1],
    )
    model.Session.add(event)
    model.Session.flush()
    notices.follow(event)
