"""`ckan dtts worker` as an operator runs it: a process of its own, with Redis and without."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from glue.road.facilities import new_facility
from glue.road.people import People
from glue.road.points import points

pytestmark = pytest.mark.slow
CKAN = Path(sys.executable).with_name("ckan")
ENDS = re.compile(r"job \S+ ends with 0")


@contextmanager
def worker(ini: str) -> Iterator[subprocess.Popen[str]]:
    """The command, until the test ends."""
    command = [str(CKAN), "-c", ini, "dtts", "worker"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=dict(os.environ)) as process:
        try:
            yield process
        finally:
            process.kill()


def read_until(process: subprocess.Popen[str], words: str) -> str:
    """The next line of the log that matches; the end of the log fails the test."""
    assert process.stderr is not None
    for line in process.stderr:
        if re.search(words, line):
            return line
    raise AssertionError(f"the worker ended before it said {words!r}")


@pytest.fixture
def ini(pytestconfig: pytest.Config) -> str:
    return str(Path(pytestconfig.getoption("ckan_ini")).absolute())


@pytest.fixture
def ini_without_redis(ini: str, tmp_path: Path) -> str:
    path = tmp_path / "without-redis.ini"
    path.write_text(f"[app:main]\nuse = config:{ini}\nckan.redis.url = redis://127.0.0.1:1/0\n")
    return str(path)


@pytest.mark.parametrize("configuration", ["ini", "ini_without_redis"])
def test_the_worker_publishes_what_comes_while_it_runs_and_drains_at_sigterm(
    configuration: str, request: pytest.FixtureRequest, people: People, facility: dict[str, Any]
) -> None:
    with worker(request.getfixturevalue(configuration)) as process:
        read_until(process, "looks for jobs")
        sent = people.submits(points("00001"), facility)
        for kind in ("examine", "publish"):
            read_until(process, rf"\({kind}\) starts")
            read_until(process, ENDS.pattern)
        process.send_signal(signal.SIGTERM)
        read_until(process, "no further job is taken")
        assert process.wait(timeout=60) == 0
    assert people.sees(sent)["state"] == "published"


def test_a_worker_killed_in_the_middle_is_followed_by_one_that_ends_its_work(
    ini: str, people: People, facility: dict[str, Any], work: Callable[..., int]
) -> None:
    sent = people.submits(points("00001"), facility)
    with worker(ini) as process:
        read_until(process, r"\(publish\) starts")
        process.send_signal(signal.SIGKILL)
        assert process.wait(timeout=60) == -signal.SIGKILL
    assert work() == 0
    seen = people.sees(sent)
    assert (seen["state"], seen["version"]) == ("published", 1)


def test_two_workers_at_once_publish_each_file_once_and_in_order(ini: str, people: People) -> None:
    places = [new_facility() for _place in range(3)]
    sent = [people.submits(points(f"{turn}"), place) for turn in range(2) for place in places]
    command = [str(CKAN), "-c", ini, "dtts", "worker", "--once"]
    workers = [subprocess.Popen(command, stderr=subprocess.DEVNULL) for _worker in range(2)]
    assert [process.wait(timeout=300) for process in workers] == [0, 0]
    assert [people.sees(each)["version"] for each in sent] == [1, 1, 1, 2, 2, 2]
    published = [event["to"] for each in sent for event in people.sees(each)["events"]].count("published")
    assert published == len(sent)
