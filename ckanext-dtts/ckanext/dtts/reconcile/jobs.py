"""The job table against the submissions: what waits for a job has one, and no job is stuck."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

import sqlalchemy as sa
from ckan import model
from sqlalchemy.orm import aliased

from ckanext.dtts.jobs import lease, queue, wake
from ckanext.dtts.model import Job, Submission, Table
from ckanext.dtts.model.columns import now
from ckanext.dtts.reconcile import lanes
from ckanext.dtts.reconcile.difference import Difference, Look
from ckanext.dtts.road import gate

PATIENCE = timedelta(minutes=15)
"""How long a job that is due may wait before it is said that no worker takes it."""
NEEDS = {"received": "examine", "checking": "examine", "scheduled": "publish"}
"""The kind of job that moves a submission on from each state."""
OPEN = ("queued", "running")
ENDED = ("invalid", "superseded", "withdrawn", "rejected")


def find(look: Look) -> Iterator[Difference]:
    """Jobs of dead workers, failed ones, submissions without their job, and a queue that rests."""
    for found in (*_abandoned(), *_failed(), *_without_job(), *_waiting()):
        if look.covers(found.subject):
            yield found


def repair(found: Difference) -> None:
    """Queue the job again, or the one that is missing."""
    if found.kind == "abandoned":
        queue.recover()
    elif found.kind == "failed":
        queue.retry(uuid.UUID(found.subject))
        wake.ring(found.subject)
    else:
        _put(model.Session.get_one(Submission, uuid.UUID(found.subject)))


def _abandoned() -> Iterator[Difference]:
    """Running in the table and by no process: the lease is over, or its owner gone from this host."""
    for job in model.Session.scalars(sa.select(Job).where(Job.state == "running")):
        if job.lease_until is None or lease.is_over(job.lease_owner, job.lease_until):
            yield Difference("jobs", "abandoned", str(job.id), f"its worker {job.lease_owner} is gone")


def _failed() -> Iterator[Difference]:
    """Failed for good: nothing that came after did the same, and its submission is not set aside."""
    later, submission = aliased(Job), aliased(Submission)
    done_since = sa.select(later.id).where(
        later.lane == Job.lane, later.kind == Job.kind, later.seq > Job.seq, later.state.in_(("done", *OPEN))
    )
    set_aside = sa.select(submission.id).where(
        sa.cast(submission.id, sa.Text) == Job.payload["submission_id"].astext, submission.state.in_(ENDED)
    )
    failed = sa.select(Job).where(Job.state == "failed", Job.kind != lanes.KIND)
    for job in model.Session.scalars(failed.where(~done_since.exists(), ~set_aside.exists())):
        why = (job.last_error or "").partition("\n")[0]
        yield Difference("jobs", "failed", str(job.id), f"{job.kind} failed after {job.attempt} tries: {why}")


def _without_job() -> Iterator[Difference]:
    """Submissions that wait for a step of the portal's own that nothing is going to take."""
    has_job = sa.select(Job.id).where(
        sa.or_(
            Job.payload["submission_id"].astext == sa.cast(Submission.id, sa.Text),
            Job.payload["register_version_id"].astext == sa.cast(Submission.register_version_id, sa.Text),
        ),
        Job.kind == sa.case(NEEDS, value=Submission.state, else_=""),
        Job.state.in_((*OPEN, "failed")),
    )
    query = sa.select(Submission).where(Submission.state.in_(NEEDS), ~has_job.exists())
    for submission in model.Session.scalars(query.order_by(Submission.created)):
        lane = gate.lane(model.Session.get_one(Table, submission.table_id))
        says = f"it is {submission.state} and no job will {NEEDS[submission.state]} it"
        yield Difference("jobs", "none", str(submission.id), says, lane)


def _waiting() -> Iterator[Difference]:
    """Due for long although its lane is free: no worker runs."""
    busy = aliased(Job)
    blocked = sa.select(busy.id).where(busy.lane == Job.lane, busy.seq < Job.seq, busy.state == "running")
    late = Job.run_after < now() - PATIENCE
    for job in model.Session.scalars(sa.select(Job).where(Job.state == "queued", late, ~blocked.exists())):
        says = f"{job.kind} is due since {job.run_after:%Y-%m-%d %H:%M} UTC: start a worker, ckan dtts worker"
        yield Difference("jobs", "waiting", str(job.id), says, fixable=False)


def _put(submission: Submission) -> None:
    payload = {"submission_id": str(submission.id)}
    kind = NEEDS[submission.state]
    if kind == "publish" and submission.register_version_id is not None:
        payload = {"register_version_id": str(submission.register_version_id)}
    lane = gate.lane(model.Session.get_one(Table, submission.table_id))
    wake.ring(queue.put(kind, lane, payload).id)
