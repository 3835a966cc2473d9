"""One process a source: an advisory lock that PostgreSQL gives back when its connection is gone.

The server may end the connection of a process that was killed a moment later than the process ended, so the
lock is waited for a while: the run is taken over as soon as it is free.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import sqlalchemy as sa
from ckan import model
from sqlalchemy.exc import OperationalError

# The first of two numbers of an advisory lock: `dtth`; that of the outbox's topics is another.
LOCKS = 0x64_74_74_68
WAIT_S = 10.0
LOCK_NOT_AVAILABLE = "55P03"
_WAIT = sa.text("SELECT set_config('lock_timeout', :wait, false)")


@contextmanager
def alone(source_id: uuid.UUID) -> Iterator[bool]:
    """Whether this process is the only one at the source, for as long as the context lasts."""
    key = (LOCKS, sa.func.hashtext(str(source_id)))
    with model.meta.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        got = _waited_for(connection, key)
        try:
            yield got
        finally:
            if got:
                # Where the connection is gone the lock went with it; leases guard what is written.
                with suppress(OperationalError):
                    connection.scalar(sa.select(sa.func.pg_advisory_unlock(*key)))


def _waited_for(connection: sa.Connection, key: tuple[object, ...]) -> bool:
    """Whether the lock was free within WAIT_S seconds; a living process holds it for longer."""
    before = connection.scalar(sa.text("SHOW lock_timeout"))
    connection.execute(_WAIT, {"wait": f"{WAIT_S * 1000:.0f}ms"})
    try:
        connection.execute(sa.select(sa.func.pg_advisory_lock(*key)))
    except OperationalError as error:
        if getattr(error.orig, "pgcode", None) != LOCK_NOT_AVAILABLE:
            raise
        return False
    finally:
        connection.execute(_WAIT, {"wait": before})
    return True
