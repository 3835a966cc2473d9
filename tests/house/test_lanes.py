"""docker/local/lanes.py: two groups of tests at once, each shown whole, and nothing left when they are stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SECONDS = 60
MEET = """
import pathlib, sys, time
mine, other = map(pathlib.Path, sys.argv[1:])
mine.touch()
while not other.exists():
    time.sleep(0.01)
"""
"""Ends when the other one has begun."""


@pytest.fixture
def lanes() -> Iterator[Any]:
    sys.path.insert(0, str(ROOT / "docker"))
    import local.lanes

    yield local.lanes
    sys.path.remove(str(ROOT / "docker"))


@pytest.fixture
def group(lanes: Any) -> Callable[..., Any]:
    """A group whose tests are a Python program."""
    return lambda name, program, *words: lanes.Group(name, [sys.executable, "-c", program, *map(str, words)])


def test_two_groups_run_at_the_same_time(lanes: Any, group: Any, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    ends = lanes.run([group("a", MEET, here, there), group("b", MEET, there, here)], tmp_path)
    assert [end.passed for end in ends] == [True, True]


def test_groups_at_work_together_are_in_different_lanes(lanes: Any, group: Any, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    tell = MEET + f"import os; print(os.environ[{lanes.LANE!r}])"
    lanes.run([group("a", tell, here, there), group("b", tell, there, here)], tmp_path)
    assert [(tmp_path / f"test-{name}.log").read_text() for name in "ab"] == ["1\n", "2\n"]


def test_a_group_that_fails_holds_up_no_other(lanes: Any, group: Any, tmp_path: Path) -> None:
    programs = {"a": "raise SystemExit(1)", "b": "", "c": "raise SystemExit(2)", "d": ""}
    ends = lanes.run([group(*each) for each in programs.items()], tmp_path)
    assert [(end.name, end.passed) for end in ends] == [("a", False), ("b", True), ("c", False), ("d", True)]


def test_what_a_group_prints_is_shown_whole(
    lanes: Any, group: Any, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    chatter = "import sys; [print(sys.argv[1], n, flush=True) for n in range(2000)]"
    lanes.run([group("a", chatter, "a"), group("b", chatter, "b")], tmp_path)
    said = capfdbinary.readouterr().out
    for name in (b"a", b"b"):
        assert b"".join(b"%s %d\n" % (name, number) for number in range(2000)) in said


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_groups_and_what_they_started(number: signal.Signals, tmp_path: Path) -> None:
    grandchild = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1], *sys.argv[2:]])"
    deaf = """
import os, pathlib, signal, sys, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
pathlib.Path(sys.argv[1]).write_text(str(os.getpid()))
time.sleep(600)
"""
    pids = [tmp_path / "a.pid", tmp_path / "b.pid"]
    program = f"""
import sys
sys.path.insert(0, {str(ROOT / "docker")!r})
from pathlib import Path
from local import lanes
groups = [lanes.Group(each, [sys.executable, "-c", *sys.argv[1:3], each]) for each in sys.argv[3:]]
lanes.run([lanes.Group(str(n), each.command) for n, each in enumerate(groups)], Path({str(tmp_path)!r}))
"""
    command = [sys.executable, "-c", program, grandchild, deaf, *map(str, pids)]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until(lambda: all(path.exists() and path.read_text() for path in pids))
    run.send_signal(number)
    assert run.wait(SECONDS) != 0
    until(lambda: not any(lives(int(path.read_text())) for path in pids))


def until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


def test_the_files_that_took_longest_are_named_at_the_end(lanes: Any, tmp_path: Path) -> None:
    from local.all_tests import slowest

    times = tmp_path / "times.tsv"
    times.write_text("".join(f"{number}.00\ttests/test_{number}.py\n" for number in range(12)))
    assert slowest(times) == [f"{number:7.1f} s  tests/test_{number}.py" for number in range(11, 1, -1)]


def test_a_run_adds_the_seconds_of_each_of_its_files(tmp_path: Path) -> None:
    test, times = Path(__file__).with_name("test_configuration.py"), tmp_path / "times.tsv"
    command = [sys.executable, "-m", "pytest", "-q", str(test), "-p", "no:ckan", "-p", "no:ckan_fixtures"]
    environment = {**os.environ, "DTTS_TEST_TIMES": str(times)}
    subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    seconds, name = times.read_text().removesuffix("\n").split("\t")
    assert (float(seconds) > 0, name) == (True, "tests/house/test_configuration.py")
