"""A worker in the walk's own process, one step of one job at a time, which dies now and then."""

from __future__ import annotations

import random
from uuid import UUID

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.errors import LeaseLostError, RoadError
from ckanext.dtts.jobs import lease, queue, runner
from ckanext.dtts.jobs.kinds import kind, known
from ckanext.dtts.model import Job


class Labour:
    """Between two steps of a job anything may happen, as with a worker beside the web server.

    `deaths` counts steps whose work was done and not written down, `lost` jobs that were called off meanwhile.
    """

    def __init__(self, chance: random.Random, dies: float) -> None:
        self.chance, self.dies = chance, dies
        self.job: tuple[UUID, UUID] | None = None
        self.deaths = self.lost = self.steps = 0

    def step(self) -> bool:
        """Do one step; False when nothing is due."""
        model.Session.remove()
        if self.job is None and not self._claim():
            return False
        assert self.job is not None
        job_id, token = self.job
        job = model.Session.get_one(Job, job_id)
        left = [step for step in kind(job.kind).steps if step.name not in job.steps]
        try:
            if left:
                self._do(job, token, left[0])
            else:
                queue.finish(job_id, token)
                self.job = None
        except LeaseLostError:
            self.lost += 1
            self.job = None
        except (RoadError, sa.exc.DBAPIError) as error:
            self._failed(job_id, token, error)
        self.steps += 1
        return True

    def rest(self, most: int = 10_000) -> None:
        """Work until nothing is due."""
        dies, self.dies = self.dies, 0.0
        for _step in range(most):
            if not self.step():
                self.dies = dies
                return
        raise AssertionError(f"more than {most} steps were due")

    def _do(self, job: Job, token: UUID, step: object) -> None:
        result = step.run(job)  # type: ignore[attr-defined]
        if self.chance.random() < self.dies:
            self.deaths += 1
            model.Session.rollback()
            self.job = None  # its lease belongs to a process that is gone: `recover` sees that
            return
        queue.journal(job, token, step.name, result)  # type: ignore[attr-defined]

    def _claim(self) -> bool:
        queue.recover()
        host, pid, _started = lease.me().split(":")
        job = queue.claim(f"{host}:{pid}:0", known())
        if job is not None:
            assert job.lease_token is not None
            self.job = (job.id, job.lease_token)
        return job is not None

    def _failed(self, job_id: UUID, token: UUID, error: Exception) -> None:
        """A job of a submission that was called off in between ends as in a worker; all else is a fault."""
        model.Session.rollback()
        self.job = None
        try:
            runner.fail(job_id, token, f"{type(error).__name__}: {error}")
        except LeaseLostError:
            self.lost += 1
            return
        raise error
