"""The store of observations at full size: loading while people read, slices, files, sums and re-basing, beside
CKAN's `datastore_search`, plain SQL and DuckDB over Parquet with the same questions over the same rows.

Prints, judges nothing. Answers come over HTTP on loopback from gunicorn. It brings up the tests' services and
works in databases of its own there; the observations are drawn and marked as demonstration. The aims, at
5,000,000 rows: p95 of a slice 50 ms, first byte of the full CSV 200 ms, 304 in 5 ms, a sum over all places 300 ms,
re-basing all 30 s.

    python tests/bench/bench_observations.py [ROWS]      (else DTTS_BENCH_ROWS, else 1,000,000)
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "docker"), str(ROOT / "tests")]

from local import ckan, postgres, suite, web, worker  # noqa: E402
from local.place import find_place  # noqa: E402
from local.steps import Steps  # noqa: E402

ROWS, MILLION, TIMES, QUIET_S = 1_000_000, 1_000_000, 12, 15


def main(rows: int) -> None:
    """One run."""
    with suite.borrowed(find_place(None), Steps()) as place:
        worker.stop(place)
        os.environ.update(ckan.environment(place), PYTHONPATH=str(ROOT / "tests"))
        # Only now: importing CKAN reads the environment.
        from bench.observing import holding, run

        pids = tuple(filter(None, (web.service(place).pid(), postgres.service(place).pid())))
        served = run.Served(place.site_url, pids)
        with tempfile.TemporaryDirectory(prefix="dtts-bench-") as folder:
            size = run.Size(rows, min(MILLION, rows // 5), TIMES, QUIET_S)
            with holding.portal(place.ini):
                run.all_of_it(served, Path(folder), size)


if __name__ == "__main__":
    main(int(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("DTTS_BENCH_ROWS", ROWS)))
