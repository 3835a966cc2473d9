"""Runs that are left in the middle, and what follows them."""

from __future__ import annotations

import itertools
import os
import select
import signal
from collections.abc import Callable
from typing import Any

import pytest
from ckan import model

from ckanext.dtts.harvest import running, runs
from ckanext.dtts.harvest.landing import datasets
from ckanext.dtts.harvest.landing.datasets import Datasets
from ckanext.dtts.jobs import runner
from ckanext.dtts.model import Run, Source
from glue.harvest.keeper import Keeper
from glue.road.people import Web

SECONDS = 120


def claimed(keeper: Keeper, source: Source) -> tuple[Any, Any]:
    """A run of the source under a lease: its id and the lease."""
    runs.ask(source, "harvest", keeper.user_id)
    model.Session.commit()
    run = runs.claim("tests", source.id)
    return run.id, run.lease_token


def goes_on(source: Source, run_id: Any, token: Any) -> Run:
    """The run after another process has taken it up and brought it to its end."""
    source_id = source.id
    model.Session.remove()
    runs.give_back(run_id, token)
    again = runs.claim("others", source_id)
    assert running.run(run_id, again.lease_token) == 0
    model.Session.remove()
    return model.Session.get_one(Run, run_id)


def before_the_third(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], None]) -> None:
    """Let new datasets land by twos, and something happen once, before the third lands."""
    land, times = Datasets.land_new, itertools.count(1)

    def landing(self: Datasets, pairs: Any) -> Any:
        if next(times) == 2:
            happens()
        return land(self, pairs)

    monkeypatch.setattr(datasets, "AT_ONCE", 2)
    monkeypatch.setattr(Datasets, "land_new", landing)


def forked(web: Web, run_id: Any, token: Any, before: Callable[[], None]) -> int:
    """Exit code of a process that reads the source, as a worker starts one; negative for a signal."""

    def work() -> int:
        before()
        return running.run(run_id, token)

    child = runner.fork(web.flask_app, work)
    ended = os.pidfd_open(child)
    try:
        if not select.select([ended], [], [], SECONDS)[0]:
            os.kill(child, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    finally:
        os.close(ended)
