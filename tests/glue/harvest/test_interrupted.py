"""What stops a process and is no fault of the source: another goes on with the same run."""

from __future__ import annotations

import errno
from typing import Any

import pytest
from ckan import model

from ckanext.dtts.errors import LeaseLostError
from ckanext.dtts.harvest import running, runs
from ckanext.dtts.harvest.alone import alone
from ckanext.dtts.harvest.landing.datasets import Datasets
from ckanext.dtts.model import Run
from glue.harvest.keeper import Keeper, balance, entries


def claimed(keeper: Keeper, source: Any) -> tuple[Any, Any]:
    """A run of the source under a lease: its id and the lease."""
    runs.ask(source, "harvest", keeper.user_id)
    model.Session.commit()
    run = runs.claim("tests", source.id)
    return run.id, run.lease_token


def test_two_processes_never_read_one_source_at_once(keeper: Keeper) -> None:
    source = keeper.source(entries(1))
    run_id, token = claimed(keeper, source)
    assert runs.claim("others", source.id) is None
    with alone(source.id) as first:
        assert first
        assert running.run(run_id, token) == running.BUSY
    assert keeper.titles(source) == []
    assert running.run(run_id, token) == 0
    assert keeper.titles(source) == ["Bộ dữ liệu 1"]


def test_a_process_that_lost_its_lease_writes_nothing_more(keeper: Keeper) -> None:
    source = keeper.source(entries(1, 2))
    run_id, stale = claimed(keeper, source)
    runs.give_back(run_id, stale)
    again = runs.claim("others", source.id)
    fresh = again.lease_token
    with pytest.raises(LeaseLostError):
        running.run(run_id, stale)
    model.Session.rollback()
    assert keeper.titles(source) == []
    assert running.run(run_id, fresh) == 0
    assert balance(model.Session.get_one(Run, run_id, populate_existing=True)) == {"records": 2, "created": 2}


def test_a_full_disk_costs_no_record_and_the_run_goes_on_when_there_is_room(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = keeper.source(entries(1, 2, 3))
    run_id, token = claimed(keeper, source)
    land, landed = Datasets.land, []

    def full(self: Datasets, row: Any, item: Any) -> None:
        if landed:
            raise OSError(errno.ENOSPC, "No space left on device")
        landed.append(item.id)
        land(self, row, item)

    with monkeypatch.context() as patched:
        patched.setattr(Datasets, "land", full)
        with pytest.raises(OSError, match="No space"):
            running.run(run_id, token)
    model.Session.rollback()
    between = model.Session.get_one(Run, run_id, populate_existing=True)
    assert (between.state, balance(between)) == ("running", {"records": 1, "created": 1})
    runs.give_back(run_id, token)
    again = runs.claim("others", source.id)
    assert running.run(run_id, again.lease_token) == 0
    model.Session.remove()
    run = model.Session.get_one(Run, run_id)
    assert (run.state, run.attempt, balance(run)) == ("done", 2, {"records": 3, "created": 3})
    assert keeper.faults(run) == []
