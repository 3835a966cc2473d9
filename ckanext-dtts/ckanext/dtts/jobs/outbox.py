"""Passes on what the outbox notes, in a child of the worker."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import search
from ckanext.dtts.model import Outbox
from ckanext.dtts.model.columns import now
from ckanext.dtts.notices import drain as notices_drain


def anything_due() -> bool:
    """Whether a note waits for its turn."""
    found = model.Session.scalar(sa.select(Outbox.id).where(Outbox.due <= now()).limit(1))
    model.Session.remove()
    return found is not None


def drain() -> int:
    """Pass on until nothing more can be passed on now; returns the exit code of the child."""
    while sum(each() for each in _topics()):
        pass
    return 0


def _topics() -> list[Callable[[], bool]]:
    """What passes on the notes of a topic; False when nothing more can be passed on now."""
    return [_search, notices_drain.drain]


def _search() -> bool:
    drained = search.drain()
    return bool(drained.indexed or drained.removed)
