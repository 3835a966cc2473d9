"""Search pages over 10,000 datasets: server time and SQL queries of one reader, beside stock CKAN's page.

Prints, judges nothing; the aims are a p95 of 150 ms and 30 SQL queries. It brings up the tests' services, sends
the generated catalogue (demonstration data) straight into the index and asks all queries of
`fixtures/search/queries.yaml`, once each, in this process: no network, no waiting. Stock CKAN 2.12 runs without
any plugin over the same index, in a process of its own.

    python tests/bench/bench_search.py [DATASETS]      (else 10,000)
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
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
STOCK = "--stock"
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
            said("stock CKAN 2.12", *stock(place.ini))
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


def measured(client: Any, addresses: list[str]) -> tuple[list[float], list[int]]:
    """Milliseconds and SQL statements of each address, after a few others that warm up."""
    import sqlalchemy as sa
    from ckan import model

    statements = [0]

    @sa.event.listens_for(model.meta.engine, "before_cursor_execute")
    def count(*_args: object) -> None:
        statements[0] += 1

    for each in WARM:
        client.get(f"/dataset/{each}")
    times, counts = [], []
    for address in addresses:
        statements[0] = 0
        began = time.perf_counter()
        answer = client.get(address)
        times.append(1000 * (time.perf_counter() - began))
        counts.append(statements[0])
        assert answer.status_code == 200, (address, answer.status)
    sa.event.remove(model.meta.engine, "before_cursor_execute", count)
    return times, counts


def stock(ini: Path) -> tuple[list[float], list[int]]:
    """The same pages of CKAN without a plugin, over the same index and database."""
    text = ini.read_text(encoding="utf-8")
    plain = "\n".join(
        "ckan.plugins =" if line.startswith("ckan.plugins") else line for line in text.split("\n")
    )
    bare = ini.with_name("stock.ini")
    bare.write_text(plain, encoding="utf-8")
    made = subprocess.run(
        [sys.executable, __file__, STOCK, str(bare)], check=True, capture_output=True, text=True
    )
    times, counts = json.loads(made.stdout.splitlines()[-1])
    return times, counts


def said(what: str, times: list[float], counts: list[int]) -> None:
    """One line of the table."""
    by_time = sorted(times)
    p95 = by_time[int(0.95 * (len(by_time) - 1))]
    print(
        f"{what:16} {len(times):4} pages  p50 {statistics.median(times):6.1f} ms  p95 {p95:6.1f} ms  "
        f"worst {by_time[-1]:6.1f} ms  SQL at most {max(counts)}, mostly {statistics.median(counts):.0f}"
    )


if __name__ == "__main__":
    if sys.argv[1:2] == [STOCK]:
        print(json.dumps(measured(application(Path(sys.argv[2])), pages()[:60])))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else DATASETS)
