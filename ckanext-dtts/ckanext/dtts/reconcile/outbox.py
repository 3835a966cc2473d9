"""Notes of the outbox that were not passed on, though what they wait for is there."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.jobs.outbox import TOPICS, drain
from ckanext.dtts.model import Outbox
from ckanext.dtts.model.columns import now
from ckanext.dtts.reconcile.difference import Difference, Look

PATIENCE = timedelta(minutes=10)
MANY_TRIES = 3


def find(look: Look) -> Iterator[Difference]:
    """Notes that failed again and again, that wait for long, or of a topic that nobody knows."""
    query = sa.select(Outbox).order_by(Outbox.created)
    for note in model.Session.scalars(query.execution_options(populate_existing=True)):
        if look.covers(note.id) and (says := _stuck(note)):
            kind = "stuck" if note.topic in TOPICS else "unknown-topic"
            fixable = note.topic in TOPICS
            yield Difference("outbox", kind, str(note.id), f"{note.topic} {note.key} {says}", fixable=fixable)


def repair(found: Difference) -> None:
    """Pass the note on now, before its next turn."""
    note = model.Session.get(Outbox, uuid.UUID(found.subject))
    if note is None:
        return
    topic, note.due = note.topic, now()
    model.Session.commit()
    drain(topic)


def _stuck(note: Outbox) -> str | None:
    if note.topic not in TOPICS:
        return "is of a topic that this release does not pass on"
    if note.attempt >= MANY_TRIES:
        return f"failed {note.attempt} times: {note.error}"
    if note.due < now() - PATIENCE:
        return f"waits since {note.created:%Y-%m-%d %H:%M} UTC"
    return None
