"""The worker's steps in the tests' own process, so that a setting changed by a test holds for them."""

from __future__ import annotations

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.jobs import lease, queue, runner
from ckanext.dtts.jobs.kinds import known
from ckanext.dtts.model import Job


def work_here(most: int = 100) -> int:
    """Run what is due, one job after the other; returns how many jobs ran."""
    for done in range(most):
        model.Session.remove()
        job = queue.claim(lease.me(), known())
        if job is None:
            return done
        assert job.lease_token is not None
        assert runner.run(job.id, job.lease_token) == 0
    raise AssertionError(f"more than {most} jobs were due")


def errors() -> list[str]:
    """What went wrong in jobs that are tried again or were given up: why a worker had nothing due."""
    model.Session.rollback()
    query = sa.select(Job.kind, Job.last_error).where(Job.last_error.is_not(None))
    return [f"{kind}: {error}" for kind, error in model.Session.execute(query)]
