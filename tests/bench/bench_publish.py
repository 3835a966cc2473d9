"""One table of a million rows from sent to published: processor time and memory of every step, beside a bare
COPY of the same file and beside `datastore_upsert` in batches; and what readers of pages feel meanwhile.

Prints, judges nothing. It brings up the tests' services and works in databases of their own there.

    python tests/bench/bench_publish.py [ROWS]      (1,000,000 unless said)
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "docker"), str(ROOT / "tests")]

from local import ckan, suite, worker  # noqa: E402
from local.place import find_place  # noqa: E402
from local.steps import Steps  # noqa: E402

from bench.publishing import baselines, readers, steps  # noqa: E402

ROWS = 1_000_000


def main(rows: int) -> None:
    """One run."""
    with suite.borrowed(find_place(None), Steps()) as place:
        worker.stop(place)  # the steps are run one by one here, to be measured
        os.environ.update(ckan.environment(place), PYTHONPATH=str(ROOT / "tests"))
        with tempfile.TemporaryDirectory(prefix="dtts-bench-") as folder:
            table = Path(folder) / "large.csv"
            command = [sys.executable, "-m", "bench.publishing.large", str(table), str(rows)]
            subprocess.run(command, check=True)
            print(f"{rows:,} rows, {table.stat().st_size / 1e6:.0f} MB, {os.cpu_count()} cores")
            _measure(place.ini, place.site_url, table, rows)


def _measure(ini: Path, site_url: str, table: Path, rows: int) -> None:
    portal = steps.Portal(ini)
    copy = baselines.bare_copy(portal, table)
    print(f"bare COPY into a table without indexes: {copy:.1f} s")
    part, upsert = baselines.upsert(portal, table, rows)
    print(f"datastore_upsert in batches: {upsert:.0f} s for all rows, told from the first {part:,}")
    dataset = portal.new_dataset(f"bang-lon-{uuid.uuid4().hex[:8]}")
    quiet = readers.listen(site_url, dataset, lambda: time.sleep(10))
    began = time.monotonic()
    done: list[steps.Measured] = []
    busy = readers.listen(site_url, dataset, lambda: done.extend(portal.publish(dataset, table)))
    seconds = time.monotonic() - began
    for each in done:
        print(f"  {each}")
    cpu = sum(each.cpu_s for each in done)
    print(
        f"from sent to queryable: {seconds:.1f} s by the clock, {cpu:.1f} s of processor time of ours, most memory"
        f" of one process {max(each.memory_mb for each in done):.0f} MB; {seconds / copy:.1f} times a bare COPY,"
        f" datastore_upsert {upsert / seconds:.1f} times as long"
    )
    print(f"pages meanwhile: p95 {busy * 1000:.0f} ms, without it {quiet * 1000:.0f} ms ({busy / quiet:.2f})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
