"""The lanes of jobs: where something is under way nothing is judged, and what is repaired holds its lane."""

from __future__ import annotations

import uuid
from datetime import timedelta

import sqlalchemy as sa
from ckan import model
from sqlalchemy.exc import IntegrityError

from ckanext.dtts.jobs import lease
from ckanext.dtts.model import Job
from ckanext.dtts.model.columns import now

KIND = "repair"
_OPEN = sa.or_(
    Job.state == "running",
    sa.and_(Job.state == "queued", sa.or_(Job.attempt > 0, Job.run_after <= sa.func.now())),
)


def busy() -> set[str]:
    """Lanes in which a job runs, is due, or waits for its next try; one for a later day holds up nothing."""
    found = set(model.Session.scalars(sa.select(Job.lane).where(_OPEN).distinct()))
    model.Session.rollback()
    return found


def take(lane: str, payload: dict[str, object], seconds: float) -> Job | None:
    """Hold a free lane by a job that this process runs, and commit; None when the lane is not free.

    When this process dies, a worker takes the job over and does the same.
    """
    job = Job(kind=KIND, lane=lane, payload=payload, state="running", attempt=1)
    job.lease_owner, job.lease_token = lease.me(), uuid.uuid4()
    job.lease_until = now() + timedelta(seconds=seconds)
    model.Session.add(job)
    try:
        model.Session.commit()
    except IntegrityError:  # a job of that lane runs
        model.Session.rollback()
        return None
    if model.Session.scalar(sa.select(Job.id).where(Job.lane == lane, Job.seq < job.seq, _OPEN).limit(1)):
        model.Session.delete(job)
        model.Session.commit()
        return None
    return job
