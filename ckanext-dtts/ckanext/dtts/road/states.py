"""The one place where a submission changes its state, and where that is written down."""

from __future__ import annotations

from typing import NamedTuple

from ckan import model

from ckanext.dtts import notices
from ckanext.dtts.errors import RoadError
from ckanext.dtts.model import Event, Submission

MOVES: dict[str | None, frozenset[str]] = {
    None: frozenset({"received"}),
    "received": frozenset({"checking", "withdrawn"}),
    "checking": frozenset({"invalid", "awaiting_approval"}),
    "invalid": frozenset({"withdrawn"}),
    "awaiting_approval": frozenset({"scheduled", "rejected", "withdrawn"}),
    "scheduled": frozenset({"published", "withdrawn"}),
    "published": frozenset({"superseded", "withdrawn"}),
    "superseded": frozenset({"withdrawn"}),
    "withdrawn": frozenset(),
    "rejected": frozenset({"withdrawn"}),
}


class Actor(NamedTuple):
    """Who acts: a person (`id` is the user's id), a named policy, or the worker."""

    kind: str
    id: str


WORKER = Actor("worker", "worker")


class ForbiddenMoveError(RoadError):
    """A submission cannot go from its state to the one asked for."""


def move(
    submission: Submission, to: str, actor: Actor, *, kind: str | None = None, note: str | None = None
) -> None:
    """Change the state and write the event in the caller's transaction; `kind` defaults to the new state."""
    before = submission.state
    if to not in MOVES[before]:
        raise ForbiddenMoveError(f"submission {submission.id} cannot go from {before} to {to}")
    submission.state = to
    record(submission, kind or to, actor, note=note, states=(before, to))


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
    states: tuple[str | None, str | None] = (None, None),
) -> None:
    """Write an event; without `states` it is one that moves nothing."""
    event = Event(
        submission_id=submission.id,
        kind=kind,
        actor=actor.id,
        actor_kind=actor.kind,
        note=note,
        from_state=states[0],
        to_state=states[1],
    )
    model.Session.add(event)
    model.Session.flush()
    notices.follow(event)
