"""The worker: takes jobs, lets a child run each, keeps the lease alive, and outlives every child.

It looks into the job table at the start, when Redis rings and every `sweep_s` seconds, and then clears
away files that were kept after a check or came in pieces, and whose time is over. Notes in the
outbox are passed on by further children, one a topic, and sources are harvested by others, beside the job.
At SIGTERM the running children end first.

The worker itself only asks the database and forks: a library that has started threads here (Polars
does at its first use) would hang in every child.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from dataclasses import dataclass
from types import FrameType
from uuid import UUID

from ckan import model
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from ckanext.dtts import config, drafts
from ckanext.dtts.bulk import nightly
from ckanext.dtts.checking import kept
from ckanext.dtts.duties import daily
from ckanext.dtts.errors import LeaseLostError
from ckanext.dtts.harvest import daily as harvest_daily
from ckanext.dtts.harvest import runs, sweeping
from ckanext.dtts.harvest.attending import Harvesting
from ckanext.dtts.jobs import children, lease, queue, runner, wake
from ckanext.dtts.jobs.draining import Draining
from ckanext.dtts.jobs.kinds import kind, known
from ckanext.dtts.model import Job
from ckanext.dtts.pushing import nightly as of_gateway
from ckanext.dtts.quality import nightly as of_links
from ckanext.dtts.registers.ahead import between_jobs
from ckanext.dtts.uploads import rows as uploads
from ckanext.dtts.usage import gathering

log = logging.getLogger(__name__)

POLL_S = 0.05
IDLE_S = 2.0
LOOK_S = 1.0
"""How long a child may go on after its job was called off."""


@dataclass
class Running:
    """The one job under way; times are of the monotonic clock, in seconds."""

    child: int
    job_id: UUID
    token: UUID
    deadline: float
    next_beat: float
    next_look: float


class Worker:
    """`run` returns when a signal asked for it, or with `once=True` when no job is due any more."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.stopping = threading.Event()
        self.owner = lease.me()
        self.running: Running | None = None
        self.draining = Draining(app)
        self.harvesting = Harvesting(app)
        self.redis_answers = True
        self._next_sweep = 0.0

    def run(self, *, once: bool = False) -> None:
        """Work until told to stop."""
        self._listen()
        log.info("worker %s looks for jobs", self.owner)
        while not self.stopping.is_set() or self.running or self.under_way:
            if self._work():
                continue
            if once:
                break
            between_jobs(self.app)
            self._wait()
        log.info("worker %s stops", self.owner)

    def _wait(self) -> None:
        heard = wake.wait(min(IDLE_S, config.sweep_s()), self.stopping)
        if heard is not self.redis_answers:
            log.warning("Redis answers again" if heard else "Redis does not answer; working without it")
        self.redis_answers = heard

    def _work(self) -> bool:
        """One turn; False when there was nothing to do."""
        try:
            return self._turn()
        except SQLAlchemyError as error:
            log.error("the database does not answer, trying again: %s", error)
            model.Session.remove()
            self.stopping.wait(IDLE_S)
            return True

    def _turn(self) -> bool:
        self.draining.attend(stopping=self.stopping.is_set())
        self.harvesting.attend(stopping=self.stopping.is_set())
        self._sweep_when_due()
        if self.running:
            self._attend(self.running)
            return True
        if not self.stopping.is_set() and self._start_next():
            return True
        if self.under_way:
            self._pause()
        return self.under_way

    @property
    def under_way(self) -> bool:
        """Whether a child is at work beside the job."""
        return self.draining.under_way or self.harvesting.under_way

    def _pause(self) -> None:
        """Until a child ends: what it did may be followed at once, by the next job or by what it noted."""
        job = [self.running.child] if self.running else []
        children.until_one_ends([*job, *self.draining.children, *self.harvesting.children], POLL_S)

    def _sweep_when_due(self) -> None:
        if time.monotonic() < self._next_sweep:
            return
        self._next_sweep = time.monotonic() + config.sweep_s()
        if found := queue.recover():
            log.warning("%s job(s) of dead workers are queued again", found)
        if found := runs.recover():
            log.warning("%s run(s) of dead workers are queued again", found)
        kept.sweep()
        drafts.sweep()
        daily.put_when_due()
        harvest_daily.tell_when_due()
        sweeping.put_when_due()
        nightly.put_when_due()
        gathering.plan_when_due()
        of_links.put_when_due()
        of_gateway.put_when_due()
        uploads.sweep()

    def _start_next(self) -> bool:
        job = queue.claim(self.owner, known())
        if job is None:
            return False
        job_id, token, timeout = job.id, job.lease_token, kind(job.kind).timeout_s
        assert token is not None  # a claimed job is leased
        log.info("job %s (%s) starts, attempt %s", job_id, job.kind, job.attempt)
        child = runner.fork(self.app, lambda: runner.run(job_id, token))
        clock = time.monotonic()
        self.running = Running(
            child, job_id, token, clock + timeout, clock + config.lease_s() / 3, clock + LOOK_S
        )
        return True

    def _attend(self, running: Running) -> None:
        ended, status = os.waitpid(running.child, os.WNOHANG)
        if ended:
            self.running = None
            self.draining.look_again()
            self._conclude(running, os.waitstatus_to_exitcode(status))
        elif time.monotonic() > running.deadline:
            log.error("job %s takes too long and is ended", running.job_id)
            os.kill(running.child, signal.SIGKILL)
            running.deadline += IDLE_S
        else:
            self._look_when_due(running)
            self._pause()

    def _look_when_due(self, running: Running) -> None:
        """Keep the lease, and end the child when it is gone: the job was called off, or taken over."""
        if time.monotonic() < running.next_look:
            return
        running.next_look = time.monotonic() + LOOK_S
        if not self._holds(running) and _runs(running.child):
            log.warning("job %s is no longer ours; its child here is ended", running.job_id)
            os.kill(running.child, signal.SIGKILL)
        model.Session.remove()

    def _holds(self, running: Running) -> bool:
        if time.monotonic() < running.next_beat:
            return queue.holds(running.job_id, running.token)
        running.next_beat = time.monotonic() + config.lease_s() / 3
        try:
            lease.beat(Job, running.job_id, running.token)
        except LeaseLostError:
            return False
        return True

    def _conclude(self, running: Running, code: int) -> None:
        """A child that ended by itself has written down how; one that crashed could not."""
        if code in (0, runner.FAILED):
            log.info("job %s ends with %s", running.job_id, code)
            return
        try:
            runner.fail(running.job_id, running.token, f"the process ended with {code}")
        except LeaseLostError:
            log.info("job %s had already ended", running.job_id)
        model.Session.remove()

    def _listen(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)

    def _stop(self, number: int, _frame: FrameType | None) -> None:
        log.info("signal %s: no further job is taken", number)
        self.stopping.set()


def _runs(child: int) -> bool:
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None
