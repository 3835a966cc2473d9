"""`make test`: every group of tests, in two lanes, each with services of its own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from . import debian, lanes, solr, suite, venv
from .place import Place
from .steps import Steps

GROUPS = ("glue-road", "glue-rest", "core", "browser", "packaging")
"""The longest first, so that the lanes end at about the same time."""
TIMES = "DTTS_TEST_TIMES"
"""Where tests/conftest.py adds the seconds of every file of tests."""
SHOWN = 10


def run(live: Place, steps: Steps) -> bool:
    """All tests; every group runs even when one before it failed."""
    prepare(live, steps)
    portal = [sys.executable, str(Path(__file__).with_name("portal.py"))]
    groups = [lanes.Group(name, [*portal, f"test-{name}", "--var", str(live.var)]) for name in GROUPS]
    times = live.log / "test-times.tsv"
    times.unlink(missing_ok=True)
    os.environ[TIMES] = str(times)
    try:
        ends = lanes.run(groups, live.log)
    finally:
        suite.stop(live, steps)
    failed = [end.name for end in ends if not end.passed]
    print("\nThe slowest files:", *slowest(times), "", *ends, "", sep="\n")
    print(f"{steps.total():.0f} s; {'failed: ' + ', '.join(failed) if failed else 'all groups passed'}")
    return not failed


def prepare(live: Place, steps: Steps) -> None:
    """What the lanes share and neither may make while the other does."""
    steps.run("environment", lambda: venv.ensure(live, venv.DEVELOPMENT))
    steps.run("the browser's package", lambda: debian.require(debian.BROWSER))
    steps.run("Solr's jars", lambda: solr.fetch_jars(live))
    suite.choose_ports(live)


def slowest(times: Path) -> list[str]:
    """The files that took longest, a line each."""
    if not times.is_file():
        return []
    found = [line.split("\t") for line in times.read_text(encoding="utf-8").splitlines()]
    ordered = sorted(((float(spent), name) for spent, name in found), reverse=True)
    return [f"{spent:7.1f} s  {name}" for spent, name in ordered[:SHOWN]]
