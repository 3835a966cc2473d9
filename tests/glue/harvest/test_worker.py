"""Sources as workers run them: beside each other, past one that hangs, and on after a kill at any moment.

The suite kills a few times while a few dozen records land, and runs 9 sources; `make soak-harvest` kills 200
times over 2,000 records, and runs 63.
"""

from __future__ import annotations

import os
import queue
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.harvest import runs, show
from ckanext.dtts.model import Record, Run, Source
from glue.harvest.catalogue import Catalogue
from glue.harvest.keeper import Keeper, balance, entries

pytestmark = pytest.mark.slow
TESTS = Path(__file__).parents[2]
SILENCE_S = 600
KILLS = int(os.environ.get("DTTS_HARVEST_KILLS", "6"))
KILLED_RECORDS = int(os.environ.get("DTTS_HARVEST_KILLED_RECORDS", "40"))
# The first run creates all records, each further one changes all of them.
TURNS = int(os.environ.get("DTTS_HARVEST_TURNS", "1"))
SOURCES = int(os.environ.get("DTTS_HARVEST_SOURCES", "9"))


class Workers:
    """One after the other, each ended by itself or killed. Waiting for what they say ends with queue.Empty
    when they say nothing for SILENCE_S."""

    def __init__(self, server: subprocess.Popen[str]) -> None:
        self._server = server
        self._said: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self._server.stdout:
            self._said.put(line)

    def _next(self, word: str) -> str:
        """What follows the word in the next line that begins with it."""
        while True:
            said, _, rest = self._said.get(timeout=SILENCE_S).partition(" ")
            if said == word:
                return rest.strip()

    def wait_for(self, sources: list[Source]) -> float:
        """Start a worker, and the seconds until it has written down the end of each source's run."""
        left, began = {str(last_run(each).id) for each in sources}, time.monotonic()
        self.start()
        while left:
            left.discard(self._next("ended"))
        assert {last_run(each).state for each in sources} == {"done"}
        return time.monotonic() - began

    def start(self, seconds: float | None = None) -> None:
        """A worker that is killed after so many seconds unless it ends before."""
        self._server.stdin.write(f"{'' if seconds is None else seconds}\n")
        self._server.stdin.flush()

    def end(self) -> int:
        """Its exit code."""
        return int(self._next("exit"))

    def work(self, seconds: float | None = None) -> int:
        """Start one and wait for its end."""
        self.start(seconds)
        return self.end()


@pytest.fixture(scope="module")
def workers(pytestconfig: pytest.Config) -> Iterator[Workers]:
    command = [sys.executable, "-m", "glue.harvest.workers", str(pytestconfig.getoption("ckan_ini"))]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(TESTS)}, **pipes) as server:
        yield Workers(server)
        server.stdin.close()


def last_run(source: Source) -> Run:
    model.Session.rollback()
    query = sa.select(Run).where(Run.source_id == source.id).order_by(Run.created.desc()).limit(1)
    return model.Session.scalars(query.execution_options(populate_existing=True)).one()


def test_kills_at_random_moments_lose_nothing_and_double_nothing(
    keeper: Keeper, workers: Workers, served: Catalogue
) -> None:
    drawn = random.Random(20261127)
    source = keeper.source(entries(*range(KILLED_RECORDS)))
    # Within the time that one reading takes here: who is always killed sooner comes to nothing new.
    longest = max(3.0, 1.5 * show.run_dict(keeper.run(source, "check"))["seconds"])
    killed = turns = 0
    while turns < TURNS and killed < KILLS:
        outcome = "updated" if turns else "created"
        killed += killed_while_it_runs(source, keeper, workers, drawn, longest, KILLS - killed)
        run = last_run(source)
        assert (run.state, balance(run)) == ("done", {"records": KILLED_RECORDS, outcome: KILLED_RECORDS})
        turns += 1
        served.records[source.name] = entries(*range(KILLED_RECORDS), notes=f"Lần {turns}.")
    records = keeper.records(source)
    assert {each.state for each in records.values()} == {"present"}
    assert len(records) == KILLED_RECORDS
    assert len(set(keeper.titles(source))) == len(keeper.titles(source)) == KILLED_RECORDS
    outcomes = Counter(each.outcome for each in records.values() if each.run_id == run.id)
    assert outcomes == {outcome: KILLED_RECORDS}
    print(f"\n{killed} kills in {turns} runs of {KILLED_RECORDS} records: 0 lost, 0 doubled, 0 stuck")


def killed_while_it_runs(
    source: Source, keeper: Keeper, workers: Workers, drawn: random.Random, longest: float, most: int
) -> int:
    """How often workers were killed, at most so often, until a run of the source had ended."""
    runs.ask(source, "harvest", keeper.user_id)
    model.Session.commit()
    killed = 0
    while last_run(source).state in ("queued", "running"):
        killed += workers.work(drawn.uniform(0.1, longest) if killed < most else None) == -9
    return killed


def test_a_source_that_hangs_holds_one_process_and_the_others_finish(
    keeper: Keeper, workers: Workers, served: Catalogue
) -> None:
    if SOURCES > 20:  # for comparison, by `make soak-harvest`
        found = asked(keeper, SOURCES - 1)
        print(f"\n{SOURCES - 1} sources done in {workers.wait_for(found):.0f} s")
        assert workers.end() == 0
    (hung,) = asked(keeper, 1)
    served.hanging.add(hung.name)
    others = asked(keeper, SOURCES - 1)
    took = workers.wait_for(others)
    assert last_run(hung).state == "running"  # all the others finish before its time is over
    served.close()
    assert workers.end() == 0
    assert {title for each in others for title in keeper.titles(each)} == {"Bộ dữ liệu 1"}
    query = sa.select(sa.func.count()).where(Record.source_id.in_([each.id for each in others]))
    assert model.Session.scalar(query.where(Record.state == "present")) == SOURCES - 1
    print(f"\n{SOURCES - 1} of {SOURCES} sources done in {took:.0f} s while one hangs")


def asked(keeper: Keeper, number: int) -> list[Source]:
    """Sources of one record each, all of one title so that their names collide, which wait for a run."""
    limits = "  read_seconds: 120\n  run_seconds: 900\n"
    found = [keeper.source(entries(1), more=limits) for _source in range(number)]
    for source in found:
        runs.ask(source, "harvest", keeper.user_id)
    model.Session.commit()
    return found
