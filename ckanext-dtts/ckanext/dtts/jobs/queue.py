"""The job table as a queue: put in, take out, give back.

Every change of a running job names the lease under which it is made (`lease`). A job that is called off loses
its lease: what its worker does after that is rolled back.

A job that is put for a later moment holds up nothing before that moment; one that was tried and waits for
its next try holds up its lane.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from ckan import model
from sqlalchemy.exc import IntegrityError

from ckanext.dtts import config
from ckanext.dtts.jobs import lease
from ckanext.dtts.model import Job
from ckanext.dtts.model.columns import now

BACKOFF_S = (2, 10, 60, 300, 1800)
# By the clock that says what is due: the database's. One that runs ahead would make its jobs wait.
AT_ONCE = sa.func.now()

_CLAIM = sa.text(
    """
    UPDATE dtts_job SET state = 'running', attempt = attempt + 1, lease_owner = :owner,
           lease_token = :token, lease_until = now() + make_interval(secs => :lease)
     WHERE id = (
        SELECT job.id FROM dtts_job AS job
         WHERE job.state = 'queued' AND job.run_after <= now() AND job.kind = ANY(:kinds)
           AND NOT EXISTS (SELECT FROM dtts_job AS other
                            WHERE other.lane = job.lane AND other.id <> job.id
                              AND (other.state = 'running' OR other.state = 'queued' AND other.seq < job.seq
                                   AND (other.attempt > 0 OR other.run_after <= now())))
         ORDER BY job.seq LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id
    """
)


def put(kind: str, lane: str, payload: dict[str, Any], *, run_after: datetime | None = None) -> Job:
    """Add a job to the caller's transaction; it exists when that commits, and is due at once unless told."""
    job = Job(kind=kind, lane=lane, payload=payload)
    job.run_after = run_after or AT_ONCE
    model.Session.add(job)
    model.Session.flush()
    return job


def claim(owner: str, kinds: Collection[str]) -> Job | None:
    """Take the oldest job of these kinds that is due in a free lane, and commit; None if there is none."""
    while True:
        values = {"owner": owner, "token": uuid.uuid4(), "lease": config.lease_s(), "kinds": list(kinds)}
        try:
            found = model.Session.execute(_CLAIM, values).scalar()
            model.Session.commit()
        except IntegrityError:  # another worker took a job of the same lane in the same moment: look again
            model.Session.rollback()
            continue
        return model.Session.get(Job, found, populate_existing=True) if found else None


def journal(job: Job, token: uuid.UUID, step: str, result: dict[str, Any]) -> None:
    """Commit everything that a step did in this session together with the note that it is done."""
    steps = {**job.steps, step: result}
    lease.change(Job, job.id, token, steps=steps)
    model.Session.commit()
    model.Session.refresh(job)


def finish(job_id: uuid.UUID, token: uuid.UUID) -> None:
    """Mark the job as done and commit."""
    lease.change(Job, job_id, token, state="done", finished=now(), last_error=None, **lease.NONE)
    model.Session.commit()


def give_back(job_id: uuid.UUID, token: uuid.UUID, error: str, *, tries: int) -> bool:
    """After a failed attempt queue the job again, later each time; False when it had its last try."""
    job = model.Session.get(Job, job_id)
    again = job is not None and job.attempt < tries
    delay = BACKOFF_S[min(job.attempt, len(BACKOFF_S)) - 1] if again else 0
    lease.change(
        Job,
        job_id,
        token,
        state="queued" if again else "failed",
        run_after=now() + timedelta(seconds=delay),
        finished=None if again else now(),
        last_error=error[:4000],
        **lease.NONE,
    )
    return again


def retry(job_id: uuid.UUID) -> bool:
    """Queue a failed job again, with all its tries; False when it has not failed. The caller commits."""
    again = sa.update(Job).where(Job.id == job_id, Job.state == "failed")
    result = model.Session.execute(again.values(state="queued", attempt=0, run_after=now(), finished=None))
    return bool(result.rowcount)


def open_jobs(submission_id: uuid.UUID) -> list[Job]:
    """The jobs of a submission that wait or run, which nobody else changes until the transaction ends."""
    query = sa.select(Job).where(
        Job.state.in_(("queued", "running")), Job.payload["submission_id"].astext == str(submission_id)
    )
    fresh = query.order_by(Job.seq).with_for_update().execution_options(populate_existing=True)
    return list(model.Session.scalars(fresh))


def cancel(submission_id: uuid.UUID) -> None:
    """Call off all open jobs of a submission, in the caller's transaction.

    The worker of one that runs ends its child when it sees that the lease is gone, within LOOK_S.
    """
    for job in open_jobs(submission_id):
        job.state, job.finished = "cancelled", now()
        lease.release(job)


def holds(job_id: uuid.UUID, token: uuid.UUID) -> bool:
    """Whether a job is still run under this lease."""
    query = sa.select(Job.id).where(Job.id == job_id, Job.lease_token == token)
    return model.Session.scalar(query) is not None


def recover() -> int:
    """Queue again, at once, every running job whose worker is dead; returns how many."""
    found = lease.abandoned(Job)
    for job in found:
        job.state, job.run_after = "queued", now()
    model.Session.commit()
    return len(found)
