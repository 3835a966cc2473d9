"""Workers killed at random moments while they publish: nothing lost, nothing doubled, no drift.

`make soak` kills fifty times; the suite, which has less time, five.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ckanext.dtts.reconcile.compare import compare, repair
from glue.road.conftest import empty_portal, people, portal, request_context, web
from glue.road.facilities import new_facility
from glue.road.people import People, Web
from glue.road.points import points

__all__ = ["empty_portal", "people", "portal", "request_context", "web"]
pytestmark = pytest.mark.slow
TESTS = Path(__file__).parents[1]
SEED = 20261127
KILLS = int(os.environ.get("DTTS_KILLS", "5"))
TABLES = 5
PUBLIC = ("published", "superseded")


@pytest.fixture
def workers(pytestconfig: pytest.Config) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "faults.killing", str(pytestconfig.getoption("ckan_ini"))]
    environment = {**os.environ, "PYTHONPATH": str(TESTS)}
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env=environment, **pipes) as server:
        yield server
        server.stdin.close()


def let_work(server: subprocess.Popen[str], seconds: float | None = None) -> int:
    """Start a worker, kill it after so many seconds unless it ends before; returns its exit code."""
    server.stdin.write(f"{'' if seconds is None else seconds}\n")
    server.stdin.flush()
    return next(int(line.split()[1]) for line in server.stdout if line.startswith("exit "))


def test_kills_lose_nothing_double_nothing_and_leave_no_difference(
    people: People, web: Web, workers: subprocess.Popen[str]
) -> None:
    repair(compare(("datastore", "exports")))  # what modules before left when they emptied the database
    drawn = random.Random(SEED)
    tables = [new_facility() for _table in range(TABLES)]
    sent = [people.submits(points("00001"), tables[0])]
    began = time.monotonic()
    assert let_work(workers) == 0
    whole_s = time.monotonic() - began  # so that kills fall on every step, on any machine
    killed = 0
    while killed < KILLS:
        if all(people.sees(each)["state"] in PUBLIC for each in sent):
            ids = [f"{drawn.getrandbits(48):x}" for _row in range(drawn.randint(1, 5))]
            sent.append(people.submits(points(*ids), drawn.choice(tables)))
        killed += let_work(workers, drawn.uniform(0.01, whole_s)) == -9
    assert let_work(workers) == 0

    seen = [people.sees(each) for each in sent]
    lost = [each["id"] for each in seen if each["state"] not in PUBLIC]
    moves = {each["id"]: Counter(event["to"] for event in each["events"]) for each in seen}
    doubled = [key for key, moved in moves.items() if moved["published"] != 1]
    assert (lost, doubled) == ([], [])
    for table in tables:
        of_it = [each for each in seen if each["dataset_id"] == table["id"]]
        assert [each["version"] for each in of_it] == list(range(1, len(of_it) + 1))
    assert compare(deep=True) == []
    print(f"\n{killed} kills, {len(sent)} files sent: 0 lost, 0 doubled, 0 differences")
