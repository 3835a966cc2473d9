"""What somebody waits who asks the portal over HTTP, alone or while something else goes on."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import requests

PAUSE_S, LEFT_S = 0.05, 1.0
TESTS = Path(__file__).parents[2]


def whole(session: requests.Session, address: str, **query: str) -> float:
    """Milliseconds until the last byte."""
    began = time.perf_counter()
    session.get(address, params=query, timeout=120).raise_for_status()
    return 1000 * (time.perf_counter() - began)


def first_byte(address: str, packing: str) -> float:
    """Milliseconds until the first bytes of a body so packed, of which no more is read."""
    # An answer that was left goes on until its next parts are sent, in the time of the one after it.
    time.sleep(LEFT_S)
    began = time.perf_counter()
    with requests.get(address, stream=True, timeout=120, headers={"Accept-Encoding": packing}) as answer:
        next(answer.iter_content(1024))
        return 1000 * (time.perf_counter() - began)


def unchanged(session: requests.Session, address: str, **query: str) -> float:
    """Milliseconds of an answer that is known: 304.

    Asked for by the standard library: `requests` itself takes a quarter of so short a time.
    """
    known = session.get(address, params=query, timeout=120)
    line = HTTPConnection(urlsplit(address).netloc, timeout=120)
    line.connect()
    began = time.perf_counter()
    line.request("GET", known.request.path_url, headers={"If-None-Match": known.headers["ETag"]})
    again = line.getresponse()
    again.read()
    took = 1000 * (time.perf_counter() - began)
    line.close()
    assert again.status == 304, again.status
    return took


def told(times: list[float]) -> str:
    """Median, 95th percentile and longest."""
    if not times:
        return "no answer in that time"
    p95 = statistics.quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]
    return f"median {statistics.median(times):8.1f}  p95 {p95:8.1f}  longest {max(times):8.1f} ms"


def meanwhile(address: str, work: Callable[[], object]) -> list[float]:
    """Do the work while a reader in a process of its own, who has had a first answer, asks for one after the
    other; its waits."""
    command = [sys.executable, "-m", "bench.observing.waits", address]
    with tempfile.TemporaryFile("w+") as lines, _started(command, lines) as reader:
        try:
            work()
        finally:
            reader.terminate()
            reader.wait()
        lines.seek(0)
        return [float(line) for line in lines if line.endswith("\n")]


def _started(command: list[str], lines: IO[str]) -> subprocess.Popen[bytes]:
    reader = subprocess.Popen(command, stdout=lines, stderr=subprocess.PIPE, cwd=TESTS)
    assert reader.stderr is not None
    reader.stderr.readline()
    return reader


def _ask_for_ever(address: str) -> None:
    session = requests.Session()
    whole(session, address)
    print("ready", file=sys.stderr, flush=True)
    while True:
        print(whole(session, address), flush=True)
        time.sleep(PAUSE_S)


if __name__ == "__main__":
    _ask_for_ever(sys.argv[1])
