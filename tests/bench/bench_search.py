"""Search pages over 10,000 datasets: server time and SQL queries of one reader.

Prints, judges nothing; the aims are a p95 of 150 ms and 30 SQL queries. It brings up the tests' services, sends
the generated catalogue (demonstration data) straight into the index and asks all queries of
`fixtures/search/queries.yaml`, once each, in this process. "Processor" is the time of this process alone, without
Solr's and PostgreSQL's and without waiting for either, which other work on the machine lengthens little.

    python tests/bench/bench_search.py [DATASETS]      (else 10,000)
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "docker"), str(ROOT / "tests")]

from local import ckan, suite, worker  # noqa: E402
from local.place import find_place  # noqa: E402
from local.steps import Steps  # noqa: E402

from search_catalogue.queries import queries  # noqa: E402

DATASETS = 10_000
WARM = ("", "?q=nghèo", "?q=ty+le", "?page=2", "?q=huyen+luc+nam")
NARROWED = (
    "?place=24",
    "?type=finance&year=2024",
    "?q=ho+ngheo&place=24&topic=society",
    "?page=7",
    "?sort=title",
)


def main(datasets: int) -> None:
    """One run."""
    with suite.borrowed(find_place(None), Steps()) as place:
        worker.stop(place)
        os.environ.update(ckan.environment(place), PYTHONPATH=str(ROOT / "tests"))
        client = application(place.ini)
        # Only now: importing CKAN reads the environment.
        from ckan.lib.search import clear_all

        from search_catalogue.documents import send
        from search_catalogue.generated import catalogue

        began = time.perf_counter()
        send(catalogue(datasets))
        print(f"{datasets} datasets indexed in {time.perf_counter() - began:.0f} s, straight into the index")
        try:
            said("search page", *measured(client, pages()))
            said(
                "suggestions",
                *measured(client, [f"/goi-y?{urlencode({'q': word})}" for word in beginnings()]),
            )
        finally:
            clear_all()


def pages() -> list[str]:
    """The address of a search page for every query, then those of facets, pages and orders."""
    typed = [each[key] for kind in queries().values() for each in kind for key in ("marked", "plain", "typed")
             if key in each]  # fmt: skip
    return [f"/dataset/?{urlencode({'q': words})}" for words in typed] + [
        f"/dataset/{each}" for each in NARROWED
    ]


def beginnings() -> list[str]:
    """What stands in the box while the plain queries are typed."""
    return [each["plain"][:length] for each in queries()["pairs"] for length in (3, 7)]


def application(ini: Path) -> Any:
    """A client of the whole application, its middleware included, that keeps no cookie."""
    from ckan.cli import load_config
    from ckan.config.middleware import make_app

    return make_app(load_config(str(ini)))._wsgi_app.test_client(use_cookies=False)


def measured(client: Any, addresses: list[str]) -> tuple[list[float], list[float], list[int]]:
    """Milliseconds by the clock and of the processor, and SQL statements of each address, after a few others
    that warm up."""
    import sqlalchemy as sa
    from ckan import model

    statements = [0]

    @sa.event.listens_for(model.meta.engine, "before_cursor_execute")
    def count(*_args: object) -> None:
        statements[0] += 1

    for each in WARM:
        client.get(f"/dataset/{each}")
    times, worked, counts = [], [], []
    for address in addresses:
        statements[0] = 0
        began, busy = time.perf_counter(), time.process_time()
        answer = client.get(address)
        times.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - busy))
        counts.append(statements[0])
        assert answer.status_code == 200, (address, answer.status)
    sa.event.remove(model.meta.engine, "before_cursor_execute", count)
    return times, worked, counts


def said(what: str, times: list[float], worked: list[float], counts: list[int]) -> None:
    """One line of the table."""
    print(
        f"{what:12} {len(times):4} answers  p50 {statistics.median(times):6.1f} ms  p95 {_p95(times):6.1f} ms  "
        f"processor p50 {statistics.median(worked):6.1f} ms  p95 {_p95(worked):6.1f} ms  SQL at most {max(counts)}"
    )


def _p95(times: list[float]) -> float:
    return sorted(times)[int(0.95 * (len(times) - 1))]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else DATASETS)
