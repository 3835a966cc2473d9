"""The table of runs as a queue: asked for, claimed under a lease, kept alive, taken up again, ended.

As with jobs, every change of a running run names the lease under which it is made: a process that was
thought dead and is not cannot write into a run that another has taken up.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from ckanext.dtts import config
from ckanext.dtts.errors import LeaseLostError
from ckanext.dtts.jobs import queue
from ckanext.dtts.model import Run, Source
from ckanext.dtts.model.columns import now

SCHEDULE = "schedule"
TRIES = 25
"""How often in a row a run is taken up and comes no further before it counts as failed."""
_NO_LEASE: dict[str, Any] = {"lease_owner": None, "lease_token": None, "lease_until": None}
_CLAIM = sa.text(
    """
    UPDATE dtts_run SET state = 'running', attempt = attempt + 1, tries = tries + 1,
           lease_owner = :owner,
           lease_token = :token, lease_until = now() + make_interval(secs => :lease),
           started = coalesce(started, now())
     WHERE id = (SELECT id FROM dtts_run WHERE state = 'queued'
                    AND (run_after IS NULL OR run_after <= now())
                    AND (CAST(:source AS uuid) IS NULL OR source_id = :source)
                  ORDER BY created, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id
    """
)


def ask(source: Source, kind: str, by: str) -> Run:
    """The run that the source has open, or a new one, in the caller's transaction."""
    new = insert(Run).values(
        id=uuid.uuid4(), source_id=source.id, kind=kind, asked_by=by, **_fresh(), created=now()
    )
    open_only = sa.text("state IN ('queued', 'running')")
    model.Session.execute(new.on_conflict_do_nothing(index_elements=["source_id"], index_where=open_only))
    found = sa.select(Run).where(Run.source_id == source.id, Run.state.in_(("queued", "running")))
    return model.Session.scalars(found).one()


def put_due() -> int:
    """Queue a run for every active source whose moment has come, and commit; returns how many."""
    due = sa.select(Source).where(Source.next_run <= now(), sa.or_(Source.state == "active", _half_open()))
    sources = list(model.Session.scalars(due.with_for_update(skip_locked=True)))
    for source in sources:
        ask(source, "harvest", SCHEDULE)
        source.next_run = None  # the run's end says when the next one is
    model.Session.commit()
    return len(sources)


def claim(owner: str, source_id: uuid.UUID | None = None) -> Run | None:
    """Take the run that waits longest, or that of one source, and commit; None when none does."""
    values = {"owner": owner, "token": uuid.uuid4(), "lease": config.lease_s(), "source": source_id}
    try:
        found = model.Session.execute(_CLAIM, values).scalar()
        model.Session.commit()
    except IntegrityError:
        model.Session.rollback()
        return None
    return model.Session.get(Run, found, populate_existing=True) if found else None


def update(run_id: uuid.UUID, token: uuid.UUID, **values: Any) -> None:
    """Change a run in the caller's transaction; LeaseLostError, after a rollback, when it is not ours."""
    values = values or {"lease_token": token}
    change = sa.update(Run).where(Run.id == run_id, Run.lease_token == token).values(**values)
    result = model.Session.execute(change.execution_options(synchronize_session=False))
    if result.rowcount != 1:
        model.Session.rollback()
        raise LeaseLostError(f"run {run_id} was taken up by another process")


def beat(run_id: uuid.UUID, token: uuid.UUID) -> None:
    """Prolong the lease and commit; LeaseLostError."""
    update(run_id, token, lease_until=now() + timedelta(seconds=config.lease_s()))
    model.Session.commit()


def end(run_id: uuid.UUID, token: uuid.UUID, state: str, **values: Any) -> None:
    """Say in the caller's transaction how the run ended: `done` or `failed`."""
    update(run_id, token, state=state, finished=now(), **values, **_NO_LEASE)


def give_back(run_id: uuid.UUID, token: uuid.UUID, *, wait_s: float = 0.0) -> None:
    """Let another process go on with a run after so many seconds, and commit."""
    update(run_id, token, state="queued", run_after=now() + timedelta(seconds=wait_s), **_NO_LEASE)
    model.Session.commit()


def recover() -> int:
    """Queue again, at once, what dead processes were running, and commit; returns how many."""
    running = model.Session.scalars(
        sa.select(Run).where(Run.state == "running").with_for_update(skip_locked=True)
    )
    dead = [run for run in running if run.lease_until < now() or queue.is_dead(run.lease_owner)]
    for run in dead:
        run.state, run.lease_owner, run.lease_token, run.lease_until = "queued", None, None, None
    model.Session.commit()
    return len(dead)


def _half_open() -> sa.ColumnElement[bool]:
    """A source that the breaker paused is tried once a day."""
    return sa.and_(Source.state == "paused", Source.paused_by == "breaker")


def _fresh() -> dict[str, Any]:
    counters = ("records_in", "created_in", "updated_in", "unchanged_in", "failed_in", "held_in")
    numbers = dict.fromkeys((*counters, "missing", "removed", "requests", "attempt", "tries"), 0)
    return {"state": "queued", "is_complete": False, "found": {}, **numbers}
