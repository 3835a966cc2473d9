"""Groups of tests in two lanes side by side.

A group is a command and ends as such: one that fails holds up none of the others. What it prints is kept and
shown whole when it has ended.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from .processes import die_with_parent

LANE = "DTTS_TEST_LANE"
"""Tells a group its lane, so that a test that looks for the suite's services finds those of the lane."""
LANES = ("1", "2")
GRACE_S = 15
"""For a group that was told to stop, until it is ended by force."""


@dataclass(frozen=True)
class Group:
    """Tests that run one after another, by a command that returns 0 when they passed."""

    name: str
    command: Sequence[str]


@dataclass(frozen=True)
class Running:
    """A group at work; `began` is of the monotonic clock, in seconds."""

    group: Group
    lane: str
    process: subprocess.Popen[bytes]
    output: Path
    began: float


@dataclass(frozen=True)
class End:
    """How a group ended. Its processor time is without that of services it left running."""

    name: str
    passed: bool
    wall_s: float
    cpu_s: float

    def __str__(self) -> str:
        word = "passed" if self.passed else "FAILED"
        return f"{self.name:10} {word} {self.wall_s:6.0f} s, {self.cpu_s:6.0f} s of processor time"


def run(groups: Sequence[Group], log: Path) -> list[End]:
    """Each group in the first lane that is free, in this order; the ends are in the same order.

    CTRL-C, or a request to end, goes to all of them.
    """
    waiting, ends = list(groups), []
    running: dict[int, Running] = {}
    with _stoppable(running):
        while waiting or running:
            for lane in sorted(set(LANES) - {each.lane for each in running.values()}):
                if waiting:
                    begun = _begin(waiting.pop(0), lane, log)
                    running[begun.process.pid] = begun
            ends.append(_next_end(running))
    names = [group.name for group in groups]
    return sorted(ends, key=lambda end: names.index(end.name))


def _begin(group: Group, lane: str, log: Path) -> Running:
    output = log / f"test-{group.name}.log"
    with output.open("wb") as out:
        process = subprocess.Popen(
            group.command,
            env={**os.environ, LANE: lane, "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,  # so that a signal reaches all that it started
            preexec_fn=die_with_parent,  # this process has one thread
        )
    print(f"          {group.name} begins in lane {lane}: tail -f {output}", flush=True)
    return Running(group, lane, process, output, time.monotonic())


def _next_end(running: dict[int, Running]) -> End:
    pid, status, used = os.wait4(-1, 0)
    ended = running.pop(pid)
    ended.process.returncode = os.waitstatus_to_exitcode(status)
    wall_s, cpu_s = time.monotonic() - ended.began, used.ru_utime + used.ru_stime
    end = End(ended.group.name, ended.process.returncode == 0, wall_s, cpu_s)
    _show(end, ended.output)
    return end


def _show(end: End, output: Path) -> None:
    print(f"\n{'=' * 20} {end}", flush=True)
    with output.open("rb") as written:
        shutil.copyfileobj(written, sys.stdout.buffer)
    sys.stdout.flush()


@contextmanager
def _stoppable(running: dict[int, Running]) -> Iterator[None]:
    """Whatever ends the block ends the groups too, with all that they started."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
        for each in running.values():
            _signal(each, signal.SIGINT)
        for each in running.values():
            _bury(each)


def _bury(each: Running) -> None:
    try:
        each.process.wait(GRACE_S)
    except subprocess.TimeoutExpired:
        pass
    finally:
        _signal(each, signal.SIGKILL)  # also what outlived its leader
        each.process.wait()


def _signal(each: Running, number: signal.Signals) -> None:
    try:
        os.killpg(each.process.pid, number)
    except ProcessLookupError:
        return
