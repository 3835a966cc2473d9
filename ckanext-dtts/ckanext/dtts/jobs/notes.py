"""What drains of every topic do with notes: take those that are due, forget them, put them off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Outbox
from ckanext.dtts.model.columns import now

LONGEST_WAIT = timedelta(hours=1)
# The first of two numbers of an advisory lock; locks of one number are another set in PostgreSQL.
_LOCKS = 0x64_74_74_73


@contextmanager
def alone(topic: str) -> Iterator[bool]:
    """Whether this process is the only one that drains the topic.

    Two at once could each read a state and pass it on in the other order, and the older would stay.
    """
    key = (_LOCKS, sa.func.hashtext(topic))
    with model.meta.engine.connect() as connection:
        got = connection.scalar(sa.select(sa.func.pg_try_advisory_lock(*key)))
        try:
            yield bool(got)
        finally:
            if got:
                connection.scalar(sa.select(sa.func.pg_advisory_unlock(*key)))


def due(topic: str, batch: int) -> list[Outbox]:
    """At most `batch` notes whose turn has come, the one that has waited longest first."""
    query = sa.select(Outbox).where(Outbox.topic == topic, Outbox.due <= now())
    return list(model.Session.scalars(query.order_by(Outbox.due, Outbox.created).limit(batch)))


def topics_due() -> set[str]:
    """Topics that have a note whose turn has come."""
    query = sa.select(Outbox.topic).where(Outbox.due <= now()).distinct()
    found = set(model.Session.scalars(query))
    model.Session.remove()
    return found


def waiting(topic: str) -> int:
    """How many notes of the topic are left, due or put off."""
    count = sa.select(sa.func.count()).select_from(Outbox).where(Outbox.topic == topic)
    found = model.Session.scalar(count)
    # Nothing of this session may stay open while the caller sleeps.
    model.Session.rollback()
    return found or 0


def settle(done: Iterable[UUID], failed: Mapping[UUID, str]) -> None:
    """Forget the notes that are passed on and put off those that failed with their reason; commits.

    Each further failure of a note makes its wait twice as long, up to an hour.
    """
    model.Session.execute(sa.delete(Outbox).where(Outbox.id.in_(list(done))))
    for note in model.Session.scalars(sa.select(Outbox).where(Outbox.id.in_(list(failed)))):
        note.attempt += 1
        note.due = now() + min(LONGEST_WAIT, timedelta(seconds=5 * 2 ** min(note.attempt, 12)))
        note.error = failed[note.id][:1000]
    model.Session.commit()
