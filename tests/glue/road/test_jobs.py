"""The job table as a queue: in order, one a lane, nothing lost when a worker dies."""

from __future__ import annotations

import os
import socket
import threading
import uuid
from collections.abc import Iterator
from datetime import timedelta

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.dtts import redis_server
from ckanext.dtts.errors import LeaseLostError
from ckanext.dtts.jobs import lease, queue, wake
from ckanext.dtts.model import Job
from ckanext.dtts.model.columns import now

KINDS = ("tested",)
ME = "another-host:1:1"


@pytest.fixture(autouse=True)
def no_jobs(web: object) -> Iterator[None]:
    model.Session.execute(sa.delete(Job))
    model.Session.commit()
    yield
    model.Session.rollback()
    model.Session.execute(sa.delete(Job))
    model.Session.commit()


def put(lane: str = "", kind: str = "tested") -> uuid.UUID:
    job = queue.put(kind, lane or uuid.uuid4().hex, {})
    model.Session.commit()
    return job.id


def claimed() -> Job:
    job = queue.claim(ME, KINDS)
    assert job is not None
    return job


def state(identifier: uuid.UUID) -> str:
    model.Session.rollback()
    return str(model.Session.get_one(Job, identifier, populate_existing=True).state)


def test_jobs_are_taken_in_the_order_in_which_they_were_put() -> None:
    expected = [put(), put(), put()]
    assert [claimed().id for _job in expected] == expected


def test_a_job_exists_only_when_the_transaction_that_put_it_commits() -> None:
    queue.put("tested", "lane", {})
    model.Session.rollback()
    assert queue.claim(ME, KINDS) is None


def test_two_jobs_of_one_lane_never_run_at_once() -> None:
    first, _second = put("lane"), put("lane")
    assert claimed().id == first
    assert queue.claim(ME, KINDS) is None


def test_a_job_that_waits_for_its_next_try_is_not_overtaken_in_its_lane() -> None:
    first, _second = put("lane"), put("lane")
    job = claimed()
    queue.give_back(first, job.lease_token, "failed", tries=3)
    model.Session.commit()
    assert queue.claim(ME, KINDS) is None


def test_the_database_itself_refuses_a_second_running_job_in_a_lane() -> None:
    put("lane")
    claimed()
    model.Session.add(Job(kind="tested", lane="lane", state="running", lease_token=uuid.uuid4()))
    with pytest.raises(sa.exc.IntegrityError):
        model.Session.flush()


def test_a_job_of_a_kind_that_this_release_does_not_know_stays_queued() -> None:
    unknown = put(kind="of-the-future")
    assert queue.claim(ME, KINDS) is None
    assert state(unknown) == "queued"


@pytest.mark.parametrize(("tries", "ends"), [(1, "failed"), (2, "queued")])
def test_a_failed_attempt_is_repeated_until_the_last_try(tries: int, ends: str) -> None:
    put()
    job = claimed()
    assert queue.give_back(job.id, job.lease_token, "why", tries=tries) is (ends == "queued")
    model.Session.commit()
    assert (state(job.id), model.Session.get_one(Job, job.id).last_error) == (ends, "why")


def test_each_attempt_waits_longer_than_the_one_before() -> None:
    put()
    waits = []
    for _attempt in range(3):
        model.Session.execute(sa.update(Job).values(run_after=now() - timedelta(seconds=5)))
        job = claimed()
        queue.give_back(job.id, job.lease_token, "why", tries=9)
        model.Session.commit()
        waits.append(model.Session.get_one(Job, job.id, populate_existing=True).run_after - now())
    assert waits == sorted(waits)
    assert waits[0] < waits[2]


def test_a_job_whose_worker_gave_no_sign_of_life_in_time_is_queued_again() -> None:
    put()
    job = claimed()
    model.Session.execute(sa.update(Job).values(lease_until=now() - timedelta(seconds=1)))
    assert queue.recover() == 1
    assert state(job.id) == "queued"


def test_a_job_whose_worker_process_is_gone_is_queued_again_at_once() -> None:
    put()
    host, pid, _started = lease.me().split(":")
    job = queue.claim(f"{host}:{pid}:1", KINDS)
    assert queue.recover() == 1
    assert state(job.id) == "queued"


def test_a_job_whose_worker_lives_is_left_alone() -> None:
    put()
    queue.claim(lease.me(), KINDS)
    assert queue.recover() == 0


def test_a_worker_that_was_thought_dead_can_write_nothing_any_more() -> None:
    put()
    job = claimed()
    late = job.lease_token
    model.Session.execute(sa.update(Job).values(lease_until=now() - timedelta(seconds=1)))
    queue.recover()
    again = claimed()
    for write in (
        lambda: lease.beat(Job, job.id, late),
        lambda: queue.finish(job.id, late),
        lambda: queue.journal(again, late, "step", {}),
    ):
        with pytest.raises(LeaseLostError):
            write()
    assert state(job.id) == "running"


def test_what_a_step_wrote_is_lost_when_the_lease_is() -> None:
    put()
    job = claimed()
    model.Session.add(Job(kind="tested", lane="written-by-the-step", payload={}))
    with pytest.raises(LeaseLostError):
        queue.journal(job, uuid.uuid4(), "step", {})
    assert model.Session.scalar(sa.select(Job.id).where(Job.lane == "written-by-the-step")) is None


def test_the_process_that_asks_is_alive_and_a_pid_that_was_reused_is_not() -> None:
    assert not lease.is_dead(lease.me())
    assert lease.is_dead(f"{lease.me().split(':')[0]}:{os.getpid()}:0")


def test_without_redis_the_bell_is_silent_and_nobody_minds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tk.config, "ckan.redis.url", "redis://127.0.0.1:1/0")
    wake.ring("job")
    assert wake.wait(0.01, threading.Event()) is False


def test_the_bell_wakes_one_who_waits_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tk.config, "ckan.site_id", uuid.uuid4().hex)
    wake.ring("job")
    stopping = threading.Event()
    assert wake.wait(60, stopping) is True
    assert wake.wait(0.01, stopping) is True


def test_a_redis_that_takes_the_call_and_never_answers_stalls_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        monkeypatch.setitem(tk.config, "ckan.redis.url", address)
        monkeypatch.setattr(redis_server, "ANSWER_S", 0.05)
        wake.ring("job")
        assert wake.wait(0.01, threading.Event()) is False
