"""The worker goes on as soon as a child has ended, and leaves it to those who started it to collect it."""

from __future__ import annotations

import errno
import subprocess
import sys
from collections.abc import Iterator

import pytest

from ckanext.dtts.jobs import children
from ckanext.dtts.jobs.children import until_one_ends

HOUR_S = 3600.0


@pytest.fixture
def lasting() -> Iterator[subprocess.Popen[bytes]]:
    """A child that ends when it is told to."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        yield process
        process.kill()


def test_the_end_of_any_child_ends_the_waiting(lasting: subprocess.Popen[bytes]) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as brief:
        until_one_ends([lasting.pid, brief.pid], HOUR_S)
        assert (lasting.poll(), brief.poll()) == (None, 0)


def test_a_kernel_without_handles_of_processes_waits_for_the_time(
    lasting: subprocess.Popen[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(children.time, "sleep", slept.append)
    monkeypatch.setattr(children.os, "pidfd_open", refuse)
    until_one_ends([lasting.pid], 0.05)
    assert slept == [0.05]


def refuse(_child: int) -> int:
    raise OSError(errno.ENOSYS, "Function not implemented")


def test_a_child_that_goes_on_is_left_at_work(lasting: subprocess.Popen[bytes]) -> None:
    until_one_ends([lasting.pid], 0.01)
    assert lasting.poll() is None
