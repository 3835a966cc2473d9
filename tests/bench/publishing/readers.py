"""A reader of pages in a process of its own, while something else happens.

python -m bench.publishing.readers SITE_URL DATASET      prints each wait in seconds until it is ended
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

import requests

PAGES = ("/", "/dataset", "/dataset/{dataset}")
PAUSE_S = 0.1


def listen(site_url: str, dataset: str, work: Callable[[], object]) -> float:
    """Do the work while one reader asks for page after page; the 95th percentile of its waits, in seconds."""
    command = [sys.executable, "-m", "bench.publishing.readers", site_url, dataset]
    with tempfile.TemporaryFile("w+") as told, subprocess.Popen(command, stdout=told) as reader:
        try:
            work()
        finally:
            reader.terminate()
            reader.wait()
        told.seek(0)
        waits = [float(line) for line in told if line.endswith("\n")]
    return statistics.quantiles(waits, n=20)[-1] if len(waits) > 1 else float("nan")


def read(site_url: str, dataset: str) -> None:
    """Ask for one page after another, for ever."""
    session, number = requests.Session(), 0
    while True:
        page = PAGES[number % len(PAGES)].format(dataset=dataset)
        began = time.monotonic()
        session.get(site_url + page, timeout=60).raise_for_status()
        print(time.monotonic() - began, flush=True)
        number += 1
        time.sleep(PAUSE_S)


if __name__ == "__main__":
    read(*sys.argv[1:])
