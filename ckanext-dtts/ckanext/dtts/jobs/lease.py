"""The lease under which one process works on a row: on a job, or on a run of a source.

Every change of a running row names its lease, so that a process which was thought dead and taken over cannot
write into what is no longer its own.
"""

from __future__ import annotations

import os
import socket
import uuid
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import config
from ckanext.dtts.errors import LeaseLostError
from ckanext.dtts.model import Job, Run
from ckanext.dtts.model.columns import now

Leased = TypeVar("Leased", Job, Run)
NONE: dict[str, Any] = {"lease_owner": None, "lease_token": None, "lease_until": None}
"""The columns of a row that nobody works on."""
_WAIT_FOR_THE_DEAD = sa.text("SET LOCAL lock_timeout = '10s'")


def change(kind: type[Job] | type[Run], identifier: uuid.UUID, token: uuid.UUID, **values: Any) -> None:
    """Change a row in the caller's transaction, or hold it where there is nothing to change; LeaseLostError,
    after a rollback, when it is not ours."""
    own = sa.update(kind).where(kind.id == identifier, kind.lease_token == token)
    changed = own.values(**(values or {"lease_token": token})).execution_options(synchronize_session=False)
    result = model.Session.execute(changed)
    if result.rowcount != 1:
        model.Session.rollback()
        raise LeaseLostError(f"{kind.__name__.lower()} {identifier} was taken over by another process")


def beat(kind: type[Job] | type[Run], identifier: uuid.UUID, token: uuid.UUID) -> None:
    """Prolong the lease and commit; LeaseLostError."""
    change(kind, identifier, token, lease_until=now() + timedelta(seconds=config.lease_s()))
    model.Session.commit()


def abandoned(kind: type[Leased]) -> list[Leased]:
    """The running rows whose process is dead, without their leases and held until the transaction ends.

    The server may hold the transaction of a process that was killed a moment longer, so its rows are waited
    for; those of living processes are left alone.
    """
    running = sa.select(kind).where(kind.state == "running")
    dead = [row.id for row in model.Session.scalars(running) if is_over(row.lease_owner, row.lease_until)]
    model.Session.execute(_WAIT_FOR_THE_DEAD)
    locked = running.where(kind.id.in_(dead)).with_for_update().execution_options(populate_existing=True)
    found = [row for row in model.Session.scalars(locked) if is_over(row.lease_owner, row.lease_until)]
    for row in found:
        release(row)
    return found


def release(row: Job | Run) -> None:
    """Let a row go that somebody worked on, in the caller's transaction."""
    row.lease_owner = row.lease_token = row.lease_until = None


def me() -> str:
    """This process as a lease owner: host, process id and the moment when the process started."""
    return f"{socket.gethostname()}:{os.getpid()}:{_started(os.getpid())}"


def is_over(owner: str | None, until: datetime | None) -> bool:
    """Whether a lease ran out, or its owner is dead."""
    return is_dead(owner) or (until is not None and until < now())


def is_dead(owner: str | None) -> bool:
    """Whether the owner of a lease is a process of this host that runs no more."""
    host, _, rest = (owner or "").partition(":")
    if host != socket.gethostname():
        return False
    pid, _, started = rest.partition(":")
    return _started(int(pid)) != started


def _started(pid: int) -> str:
    """Start time of a process in clock ticks since boot, or "" when there is no such process."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[19]
