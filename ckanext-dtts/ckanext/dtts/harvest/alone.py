"""One process a source: an advisory lock that PostgreSQL gives back when its connection is gone."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import sqlalchemy as sa
from ckan import model
from sqlalchemy.exc import OperationalError

# The first of two numbers of an advisory lock: `dtth`; that of the outbox's topics is another.
LOCKS = 0x64_74_74_68


@contextmanager
def alone(source_id: uuid.UUID) -> Iterator[bool]:
    """Whether this process is the only one at the source, for as long as the context lasts."""
    key = (LOCKS, sa.func.hashtext(str(source_id)))
    with model.meta.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        got = bool(connection.scalar(sa.select(sa.func.pg_try_advisory_lock(*key))))
        try:
            yield got
        finally:
            if got:
                # Where the connection is gone the lock went with it; leases guard what is written.
                with suppress(OperationalError):
                    connection.scalar(sa.select(sa.func.pg_advisory_unlock(*key)))
