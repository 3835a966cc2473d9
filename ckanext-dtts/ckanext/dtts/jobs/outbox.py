"""Passes on what the outbox notes, in a child of the worker."""

from __future__ import annotations

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import search
from ckanext.dtts.model import Outbox
from ckanext.dtts.model.columns import now


def anything_due() -> bool:
    """Whether a note waits for its turn."""
    found = model.Session.scalar(sa.select(Outbox.id).where(Outbox.due <= now()).limit(1))
    model.Session.remove()
    return found is not None


def drain() -> int:
    """Pass on until nothing more can be passed on now; returns the exit code of the child."""
    while True:
        drained = search.drain()
        if not drained.indexed and not drained.removed:
            return 0
