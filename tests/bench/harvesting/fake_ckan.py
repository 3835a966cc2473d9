"""A CKAN of so many datasets on the loopback, in a process of its own: `python -m bench.harvesting.fake_ckan N`.

Prints its port. `/change?n=30` changes the first 30 datasets, `/asked` says how many requests came so far.
"""

from __future__ import annotations

import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from typing import Any, NamedTuple
from urllib.request import urlopen

from harvest_server.catalogues import SEARCH, package, search
from harvest_server.lists import as_json
from harvest_server.server import Request, Server

WRITTEN = "%Y-%m-%dT%H:%M:%S.%f"
FIRST = datetime(2024, 1, 1, tzinfo=timezone.utc)


class Fake(NamedTuple):
    """A running one, as its asker sees it."""

    address: str

    def change(self, number: int) -> None:
        """Change that many of its datasets."""
        self._ask(f"change?n={number}")

    def asked(self) -> int:
        """How many requests came so far, without those of `change` and `asked`."""
        return int(self._ask("asked"))

    def _ask(self, path: str) -> bytes:
        with urlopen(f"{self.address}/{path}") as answer:
            found: bytes = answer.read()
        return found


@contextmanager
def fake_ckan(number: int) -> Iterator[Fake]:
    """One of so many datasets, which ends with the context."""
    command = [sys.executable, "-m", "bench.harvesting.fake_ckan", str(number)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdin is not None
        yield Fake(f"http://127.0.0.1:{process.stdout.readline().strip()}")
        process.stdin.close()


def _packages(number: int) -> list[dict[str, Any]]:
    """Changed last at another hour each, over the years, as datasets of a portal are; of titles that no portal
    has from a run before."""
    mark = uuid.uuid4().hex[:8]
    return [
        package(
            each,
            title=f"Bộ dữ liệu minh họa {mark} {each}",
            metadata_modified=(FIRST + timedelta(hours=each * 17_000 // number)).strftime(WRITTEN),
            metadata_created=FIRST.strftime(WRITTEN),
            tags=[{"name": "giảm nghèo", "display_name": "giảm nghèo"}],
        )
        for each in range(number)
    ]


def _serve(number: int) -> None:
    packages = _packages(number)

    def change(request: Request) -> bytes:
        now = datetime.now(timezone.utc).strftime(WRITTEN)
        for one in packages[: int(request.query["n"])]:
            one.update(notes=f"Dữ liệu minh họa, sửa lúc {now}", metadata_modified=now)
        return as_json(None)

    def asked(request: Request) -> bytes:
        return as_json(sum("package_search" in one.path for one in server.requests))

    routes = {"/change": change, "/asked": asked, SEARCH: search(packages)}
    with Server({**routes, SEARCH.replace("/3/", "/"): search(packages)}) as server:
        print(server.port, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
