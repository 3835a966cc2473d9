"""The outbox passes on each topic alone: one that is away holds up no other."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from ckan import model
from flask import Flask

from ckanext.dtts.jobs import draining, notes, outbox
from ckanext.dtts.model import Outbox

TESTS = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def no_notes(empty_portal: None) -> Iterator[None]:
    _forget_all()
    yield
    _forget_all()


def _forget_all() -> None:
    model.Session.rollback()
    model.Session.execute(sa.delete(Outbox))
    model.Session.commit()


def note(topic: str, key: str = "it") -> None:
    model.Session.add(Outbox(topic=topic, key=key))
    model.Session.commit()


def left(topic: str) -> list[Outbox]:
    model.Session.rollback()
    return list(model.Session.scalars(sa.select(Outbox).where(Outbox.topic == topic)))


@pytest.fixture
def worker(pytestconfig: pytest.Config) -> Iterator[subprocess.Popen[str]]:
    """A worker with the topics of `odd_topics`, as a process of its own."""
    ini = str(Path(pytestconfig.getoption("ckan_ini")).absolute())
    command = [sys.executable, "-m", "glue.jobs.odd_topics", ini]
    environment = {**os.environ, "PYTHONPATH": str(TESTS)}
    model.Session.remove()
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        try:
            yield process
        finally:
            process.kill()


def read_until(process: subprocess.Popen[str], words: str) -> None:
    """Read the worker's log up to these words; the end of the log fails the test."""
    assert process.stderr is not None
    assert any(words in line for line in process.stderr), f"the worker never said {words!r}"


@pytest.mark.slow
def test_topics_that_raise_or_hang_hold_up_no_other(worker: subprocess.Popen[str]) -> None:
    for topic in ("a-refuses", "b-hangs", "c-says"):
        note(topic, "first")
    read_until(worker, "passed on: first")
    note("c-says", "second")
    read_until(worker, "passed on: second")
    for _try in range(2):
        read_until(worker, "nobody listens")
    note("c-says", "third")
    read_until(worker, "passed on: third")
    assert [len(left(topic)) for topic in ("a-refuses", "b-hangs")] == [1, 1]


def test_a_topic_that_raises_is_stuck_and_keeps_its_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> bool:
        raise ConnectionRefusedError

    monkeypatch.setitem(outbox.TOPICS, "tested", refuse)
    note("tested")
    assert outbox.drain("tested") == outbox.STUCK
    assert len(left("tested")) == 1


def test_a_topic_that_can_pass_nothing_on_is_stuck(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(outbox.TOPICS, "tested", lambda: False)
    note("tested")
    assert outbox.drain("tested") == outbox.STUCK


def test_a_topic_is_called_until_no_note_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    def one_at_a_time() -> bool:
        notes.settle([each.id for each in notes.due("tested", 1)], {})
        return True

    monkeypatch.setitem(outbox.TOPICS, "tested", one_at_a_time)
    for key in "abc":
        note("tested", key)
    assert outbox.drain("tested") == 0
    assert left("tested") == []


def test_what_a_topic_leaves_for_another_is_started_in_the_turn_that_sees_it_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A worker that has nothing else to do must not stop between a notice and its mail."""

    def fork(_app: object, work: Callable[[], int]) -> int:
        """Does the work here and now, and gives a child that has ended after it."""
        assert work() == 0
        return os.posix_spawn("/bin/true", ["true"], {})

    def leave_one() -> bool:
        notes.settle([each.id for each in notes.due("a-first", 1)], {})
        note("b-second")
        return True

    monkeypatch.setattr(draining.runner, "fork", fork)
    monkeypatch.setitem(outbox.TOPICS, "a-first", leave_one)
    monkeypatch.setitem(outbox.TOPICS, "b-second", lambda: notes.settle([left("b-second")[0].id], {}) is None)
    note("a-first")
    turns = draining.Draining(Flask("none"))
    turns.attend(stopping=False)
    while turns.under_way:
        turns.attend(stopping=False)
    assert left("b-second") == []


def test_notes_of_a_topic_that_this_release_does_not_know_wait() -> None:
    note("of-the-future")
    assert outbox.due() == set()
    assert len(left("of-the-future")) == 1


def test_a_note_that_failed_is_put_off_with_its_reason_and_the_others_are_forgotten() -> None:
    for key in "ab":
        note("tested", key)
    good, bad = (each.id for each in notes.due("tested", 2))
    notes.settle([good], {bad: "no such person"})
    (kept,) = left("tested")
    assert (kept.id, kept.attempt, kept.error) == (bad, 1, "no such person")
    assert notes.due("tested", 2) == []


def test_while_one_process_drains_a_topic_another_topic_is_free() -> None:
    with notes.alone("tested") as first, notes.alone("tested") as same, notes.alone("other") as other:
        assert (first, same, other) == (True, False, True)


def test_a_topic_that_gets_nowhere_is_tried_more_and_more_seldom_up_to_half_a_minute() -> None:
    waits = [draining.wait_s(failures) for failures in range(1, 2000)]
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (2.0, 30.0)
