"""Our harvest of a CKAN on the loopback: all datasets new, nothing changed, everything read again, 3 % changed.

Prints, judges nothing. It brings up the tests' services and works in databases of its own there. Indexing, which
follows a harvest here and is no part of it, is told beside it.

    python tests/bench/bench_harvest.py [DATASETS …] [--beside FOLDER] [--memory RECORDS …]

1,000 datasets unless said. With `--beside`, or `DTTS_BESIDE` in the environment, ckanext-harvest's CKAN harvester does
the same with the first number on the same CKAN, in a database of its own; FOLDER is where
`pip install --no-deps --target FOLDER ckanext-harvest==1.6.3 ckantoolkit` put it. For `--memory` (1,000 and 50,000) so
many records are noted as if they had landed, and all are read again: what that takes at the most.
"""

from __future__ import annotations

import argparse
import os
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "docker"), str(ROOT / "tests")]

from local import ckan, suite, worker  # noqa: E402
from local.place import find_place  # noqa: E402
from local.steps import Steps  # noqa: E402

from bench.harvesting.beside import Beside  # noqa: E402
from bench.harvesting.fake_ckan import Fake, fake_ckan  # noqa: E402

if TYPE_CHECKING:
    from bench.harvesting.runs import Portal

DATASETS, RECORDS = 1_000, [1_000, 50_000]
CHANGED = 0.03
WHOLE = "all read"


def main(numbers: list[int], beside: Path | None, memory: list[int]) -> None:
    """One run."""
    with suite.borrowed(find_place(None), Steps()) as place:
        worker.stop(place)  # what it would index meanwhile is measured apart
        os.environ.update(ckan.environment(place), PYTHONPATH=str(ROOT / "tests"))
        from bench.harvesting.runs import Portal  # needs the environment of a portal

        portal = Portal(str(place.ini))
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        for number in memory:
            with fake_ckan(number) as fake:
                _memory(portal, fake, number)
        for number in filter(None, numbers):
            with fake_ckan(number) as fake:
                _ours(portal, fake, number)
        if beside is not None:
            with fake_ckan(numbers[0]) as fake:
                _theirs(Beside(place, beside), fake, numbers[0])
        print(f"load {os.getloadavg()[0]:.1f}")


def _ours(portal: Portal, fake: Fake, number: int) -> None:
    name = _put(portal, fake)
    for what in _phases(fake, number):
        if what == WHOLE:
            portal.forget(name)
        before = fake.asked()
        took = portal.harvest(name)
        asked = fake.asked() - before
        indexed = portal.index()
        line = _line(what, number, took.seconds, took.cpu_s, asked, took.memory_mb)
        told = f"indexed in {indexed.seconds:.1f} s more, processor {indexed.cpu_s:.2f} s"
        print(f"ours            {line}; {told}", flush=True)


def _memory(portal: Portal, fake: Fake, number: int) -> None:
    name = _put(portal, fake)
    portal.know(name)
    before = fake.asked()
    took = portal.harvest(name)
    line = _line(WHOLE, number, took.seconds, took.cpu_s, fake.asked() - before, took.memory_mb)
    print(f"ours, records   {line}", flush=True)


def _put(portal: Portal, fake: Fake) -> str:
    name = f"nguon-{uuid.uuid4().hex[:8]}"
    portal.put(name, fake.address)
    return name


def _theirs(beside: Beside, fake: Fake, number: int) -> None:
    for what in _phases(fake, number):
        before = fake.asked()
        took = beside.harvest(fake.address, everything=what == WHOLE)
        asked = fake.asked() - before
        line = _line(what, number, took["seconds"], took["cpu_s"], asked, took["memory_mb"])
        print(f"ckanext-harvest {line}; {took['states']}, indexed with it", flush=True)


def _phases(fake: Fake, number: int) -> Iterator[str]:
    yield "new"
    yield "unchanged"
    yield WHOLE
    fake.change(int(number * CHANGED))
    yield "3 % changed"


def _line(what: str, number: int, seconds: float, cpu_s: float, asked: int, memory_mb: float) -> str:
    return (
        f"{number:6,} datasets, {what:11}: {seconds:7.2f} s, {number * 60 / seconds:9,.0f} a minute,"
        f" processor {cpu_s:6.2f} s, {asked:4} requests, {memory_mb:4.0f} MB"
    )


if __name__ == "__main__":
    found = argparse.ArgumentParser(description=__doc__)
    found.add_argument("numbers", nargs="*", type=int, default=[DATASETS])
    found.add_argument("--beside", type=Path, default=os.environ.get("DTTS_BESIDE"))
    found.add_argument("--memory", nargs="*", type=int, default=RECORDS)
    given = found.parse_args()
    main(given.numbers, given.beside, given.memory)
