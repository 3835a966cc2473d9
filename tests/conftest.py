"""How examples are drawn, in every folder of tests, and where the time of a run goes.

No example has a time limit, since times depend on the machine. On CI the same ones are drawn in every run, so
that a change is judged by itself; elsewhere new ones are, which is how faults are found.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "untimed",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("untimed")

TIMES = "DTTS_TEST_TIMES"
"""Names a file; `seconds<TAB>file` is added to it for every file of tests, for the list of `make test`."""

_seconds: Counter[str] = Counter()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """What is made for a module or a session counts to the file that asked for it first."""
    _seconds[report.nodeid.partition("::")[0]] += report.duration


def pytest_sessionfinish() -> None:
    if TIMES in os.environ:
        with Path(os.environ[TIMES]).open("a", encoding="utf-8") as file:
            file.writelines(f"{spent:.2f}\t{name}\n" for name, spent in _seconds.most_common())
