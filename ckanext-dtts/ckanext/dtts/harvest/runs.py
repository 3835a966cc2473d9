"""The table of runs as a queue: asked for, claimed under a lease, taken up again, ended.

As with jobs, every change of a running run names the lease under which it is made (`jobs.lease`).
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
from ckanext.dtts.jobs import lease
from ckanext.dtts.model import Run, Source
from ckanext.dtts.model.columns import now

SCHEDULE = "schedule"
TRIES = 25
"""How often in a row a run is taken up and comes no further before it counts as failed."""
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


def end(run_id: uuid.UUID, token: uuid.UUID, state: str, **values: Any) -> None:
    """Say in the caller's transaction how the run ended: `done` or `failed`."""
    lease.change(Run, run_id, token, state=state, finished=now(), **values, **lease.NONE)


def give_back(run_id: uuid.UUID, token: uuid.UUID, *, wait_s: float = 0.0) -> None:
    """Let another process go on with a run after so many seconds, and commit."""
    lease.change(
        Run, run_id, token, state="queued", run_after=now() + timedelta(seconds=wait_s), **lease.NONE
    )
    model.Session.commit()


def recover() -> int:
    """Queue again, at once, what dead processes were running, and commit; returns how many."""
    found = lease.abandoned(Run)
    for run in found:
        run.state = "queued"
    model.Session.commit()
    return len(found)


def _half_open() -> sa.ColumnElement[bool]:
    """A source that the breaker paused is tried once a day."""
    return sa.and_(Source.state == "paused", Source.paused_by == "breaker")


def _fresh() -> dict[str, Any]:
    counters = ("records_in", "created_in", "updated_in", "unchanged_in", "failed_in", "held_in")
    numbers = dict.fromkeys((*counters, "missing", "removed", "requests", "attempt", "tries"), 0)
    return {"state": "queued", "is_complete": False, "found": {}, **numbers}
