"""What the worker does about sources: at most so many processes read at once, each one source.

A source that hangs holds one of them until its time is over, and no longer; the worker itself only looks.
"""

from __future__ import annotations

import logging
import os
import signal
import time
from dataclasses import dataclass
from uuid import UUID

from ckan import model
from flask import Flask

from ckanext.dtts import config
from ckanext.dtts.errors import LeaseLostError
from ckanext.dtts.harvest import ending, running, runs, sources
from ckanext.dtts.jobs import lease, runner
from ckanext.dtts.model import Run, Source
from dtts_harvesters.session import Limits

log = logging.getLogger(__name__)

LOOK_S = 0.5
AFTER_FAULT_S = 20.0
GRACE_S = 30.0
"""A run ends by itself when its time is over; a process that does not is ended so much later."""


@dataclass
class Reading:
    """One process; times are of the monotonic clock, in seconds."""

    child: int
    run_id: UUID
    token: UUID
    deadline: float
    next_beat: float


class Harvesting:
    """`attend` is called at every turn of the worker and never waits."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.owner = lease.me()
        self._readings: list[Reading] = []
        self._next_look = 0.0

    @property
    def under_way(self) -> bool:
        """Whether a process reads a source."""
        return bool(self._readings)

    @property
    def children(self) -> list[int]:
        """Those at work."""
        return [reading.child for reading in self._readings]

    def attend(self, *, stopping: bool) -> None:
        """Take leave of processes that have ended, end those whose time is over, and start new ones."""
        ended = [reading for reading in self._readings if self._has_ended(reading)]
        self._readings = [reading for reading in self._readings if reading not in ended]
        if stopping or (not ended and time.monotonic() < self._next_look):
            return
        self._next_look = time.monotonic() + LOOK_S
        if self._free():
            runs.put_due()
        while self._free() and self._start():
            pass
        model.Session.remove()

    def _free(self) -> bool:
        return len(self._readings) < config.harvest_processes()

    def _start(self) -> bool:
        run = runs.claim(self.owner)
        if run is None:
            return False
        run_id, token = run.id, run.lease_token
        assert token is not None  # a claimed run is leased
        if run.tries > runs.TRIES:
            ending.give_up(run_id, token)
            return True
        definition = sources.usable_definition(model.Session.get_one(Source, run.source_id))
        seconds = (definition.network.limits if definition else Limits()).total
        child = runner.fork(self.app, lambda: running.run(run_id, token))
        clock = time.monotonic()
        self._readings.append(
            Reading(child, run_id, token, clock + seconds + GRACE_S, clock + config.lease_s() / 3)
        )
        return True

    def _has_ended(self, reading: Reading) -> bool:
        ended, status = os.waitpid(reading.child, os.WNOHANG)
        if ended:
            self._conclude(reading, os.waitstatus_to_exitcode(status))
            return True
        if time.monotonic() > reading.deadline:
            log.error("run %s takes too long and is ended", reading.run_id)
            os.kill(reading.child, signal.SIGKILL)
            reading.deadline += GRACE_S
        self._beat_when_due(reading)
        return False

    def _beat_when_due(self, reading: Reading) -> None:
        if time.monotonic() < reading.next_beat:
            return
        reading.next_beat = time.monotonic() + config.lease_s() / 3
        try:
            lease.beat(Run, reading.run_id, reading.token)
        except LeaseLostError:
            log.warning("run %s is no longer ours; its process is ended", reading.run_id)
            os.kill(reading.child, signal.SIGKILL)

    def _conclude(self, reading: Reading, code: int) -> None:
        """A process that ended by itself has written down how; one that crashed is followed by another."""
        if code == 0:
            return
        log.warning("the process of run %s ended with %s", reading.run_id, code)
        try:
            if time.monotonic() > reading.deadline - GRACE_S - 1:
                ending.out_of_time(reading.run_id, reading.token)
            else:
                # A process that was killed is followed at once, one that met a fault after a while.
                runs.give_back(reading.run_id, reading.token, wait_s=0.0 if code < 0 else AFTER_FAULT_S)
        except LeaseLostError:
            log.info("run %s had already ended", reading.run_id)
        model.Session.remove()
