"""What stops a process and is no fault of the source: another goes on with the same run.

F28, F29 and F31 of the faults that a reading survives; F30 is in `test_stores_away.py`.
"""

from __future__ import annotations

import errno
import os
import resource
import signal
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.errors import LeaseLostError
from ckanext.dtts.harvest import alone as alone_of
from ckanext.dtts.harvest import running, runs
from ckanext.dtts.harvest.alone import alone
from ckanext.dtts.jobs import faults, runner
from ckanext.dtts.model import Run
from glue.harvest.catalogue import Catalogue
from glue.harvest.interrupting import before_the_third, claimed, forked, goes_on
from glue.harvest.keeper import Keeper, balance, entries
from glue.records import dataset
from glue.road.people import Web
from glue.road.points import points


def dies_at(name: str, time: int) -> Callable[[], None]:
    """Kills the process as `kill -9` does when it comes to that point for the nth time."""
    came = iter(range(1, time + 1))

    def point(here: str) -> None:
        if here == name and next(came) == time:
            os.kill(os.getpid(), signal.SIGKILL)

    return lambda: setattr(faults, "point", point)


NEW, WRITTEN = "harvest.new:unwritten", "harvest.record:unwritten"
BATCH, REMOVALS = "harvest.batch:after", "harvest.removals:after"
ALL = {"records": 12, "unchanged": 8, "updated": 2, "created": 2}


@pytest.mark.parametrize(
    ("point", "time", "counted"),
    [
        (NEW, 1, {"records": 8, "unchanged": 8}),
        (WRITTEN, 1, {"records": 10, "unchanged": 8, "created": 2}),
        (WRITTEN, 2, {"records": 11, "unchanged": 8, "created": 2, "updated": 1}),
        (BATCH, 1, ALL),
        (REMOVALS, 1, ALL),
    ],
)
def test_f28_a_process_killed_at_any_step_is_followed_by_another_that_loses_and_doubles_nothing(
    point: str, time: int, counted: dict[str, int], keeper: Keeper, served: Catalogue, web: Web
) -> None:
    source = keeper.source(entries(*range(11)))
    keeper.run(source)
    served.records[source.name] = [*entries(*range(8)), *entries(8, 9, title="Đã sửa"), *entries(11, 12)]
    run_id, token = claimed(keeper, source)
    assert forked(web, run_id, token, dies_at(point, time)) == -signal.SIGKILL
    between = model.Session.get_one(Run, run_id, populate_existing=True)
    assert (between.state, balance(between)) == ("running", counted)
    assert between.removed == (point == REMOVALS)
    run = goes_on(source, run_id, token)
    assert (run.state, run.attempt, balance(run)) == ("done", 2, ALL)
    assert (run.missing, run.removed, keeper.faults(run)) == (1, 1, [])
    titles = [f"Bộ dữ liệu {number}" for number in (*range(8), 11, 12)]
    assert keeper.titles(source) == sorted([*titles, "Đã sửa", "Đã sửa"])


def test_f29_two_processes_never_read_one_source_at_once(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alone_of, "WAIT_S", 0.05)
    source = keeper.source(entries(1))
    run_id, token = claimed(keeper, source)
    assert runs.claim("others", source.id) is None
    with alone(source.id) as first:
        assert first
        assert running.run(run_id, token) == running.BUSY
    assert keeper.titles(source) == []
    assert running.run(run_id, token) == 0
    assert keeper.titles(source) == ["Bộ dữ liệu 1"]


def test_f29_a_source_whose_process_lets_go_a_moment_later_is_taken_over_at_once(keeper: Keeper) -> None:
    source = keeper.source(entries(1))
    run_id, token = claimed(keeper, source)
    holding = alone(source.id)
    assert holding.__enter__()
    waiting = threading.Thread(target=let_go_when_somebody_waits, args=(holding,), daemon=True)
    waiting.start()
    assert running.run(run_id, token) == 0
    waiting.join()
    assert keeper.titles(source) == ["Bộ dữ liệu 1"]


def let_go_when_somebody_waits(holding: AbstractContextManager[bool]) -> None:
    waits = sa.text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    latest = time.monotonic() + alone_of.WAIT_S
    with model.meta.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        while not connection.scalar(waits) and time.monotonic() < latest:
            pass
    holding.__exit__(None, None, None)


def test_f29_a_source_that_is_asked_for_twice_has_one_run(keeper: Keeper) -> None:
    source = keeper.source(entries(1))
    assert runs.ask(source, "harvest", keeper.user_id).id == runs.ask(source, "harvest", keeper.user_id).id


def test_f29_a_process_that_lost_its_lease_writes_nothing_more(keeper: Keeper) -> None:
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


def test_f31_a_full_disk_costs_no_record_and_the_run_goes_on_when_there_is_room(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = keeper.source(entries(1, 2, 3))
    run_id, token = claimed(keeper, source)
    with monkeypatch.context() as patched:
        before_the_third(patched, full)
        with pytest.raises(OSError, match="No space"):
            running.run(run_id, token)
    model.Session.rollback()
    between = model.Session.get_one(Run, run_id, populate_existing=True)
    assert (between.state, balance(between)) == ("running", {"records": 2, "created": 2})
    run = goes_on(source, run_id, token)
    assert (run.state, run.attempt, balance(run)) == ("done", 2, {"records": 3, "created": 3})
    assert keeper.faults(run) == []


def full() -> None:
    """What a write finds on a full disk."""
    raise OSError(errno.ENOSPC, "No space left on device")


def no_room() -> None:
    """From now on the kernel refuses to let this process write a file beyond its first 512 bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (512, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


def test_f31_a_file_that_finds_no_room_is_sent_whole_by_the_next_process(
    keeper: Keeper, served: Catalogue, web: Web
) -> None:
    made = dataset(type="facility")
    ids = [f"{number:05}" for number in range(30)]
    # Bytes that no run of the tests before has put into the store, which keeps the same ones once.
    served.files[f"{made['name']}.csv"] = points(*ids, name_vi=f"Điểm {made['name']}")
    source = keeper.put(
        made["name"],
        path=f"{made['name']}.csv",
        connector="table",
        target=f"{{table: it_support_points, dataset: {made['name']}}}",
        more="options: {format: csv}",
    )
    run_id, token = claimed(keeper, source)
    assert forked(web, run_id, token, no_room) == runner.FAILED
    between = model.Session.get_one(Run, run_id, populate_existing=True)
    assert (between.state, balance(between), keeper.faults(between)) == ("running", {}, [])
    run = goes_on(source, run_id, token)
    assert (run.state, balance(run), keeper.faults(run)) == ("done", {"records": 1, "created": 1}, [])
