"""How fast a table is checked, beside frictionless on the same file in the same run.

Prints rows a second, the ratio and the most memory of each, one process a measurement, which has no children.
On a machine that does other things, go by the processor time. Never fails on a time.
Usage: `.venv/bin/python tests/bench/bench_check.py [--only WORD] [--scale 0.1]`
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from checked_tables import Bench, descriptor, write

BENCHES = (
    Bench("csv, 9 columns", "results", ".csv", 1_000_000, 1_000_000),
    Bench("csv, 10 % bad rows", "results", ".csv", 300_000, 300_000, 0.1),
    Bench("csv, all quoted", "results", ".csv", 300_000, 300_000, quoted=True),
    Bench("csv, 50 columns", "wide", ".csv", 100_000, 100_000),
    Bench("xlsx, 9 columns", "results", ".xlsx", 100_000, 100_000),
    # Every commune by 60 indicators and 17 years; frictionless on a slice, as it would take minutes.
    Bench("csv, 3.4 M rows", "series", ".csv", 3_387_420, 200_000),
)
ROWS_TO_WARM_UP = 10


def check_with_dtts(make: str, path: Path) -> int:
    from dtts.catalogue import read_table_schema
    from dtts.checks import check_batches
    from dtts.tables import open_table

    schema = read_table_schema(descriptor(make))
    with (
        tempfile.TemporaryDirectory(prefix="dtts-bench-") as scratch,
        open_table(path, filename=path.name, schema=schema) as batches,
    ):
        return check_batches(batches, schema, scratch=Path(scratch)).report.counts["error"]


def check_with_frictionless(make: str, path: Path) -> int:
    import frictionless

    schema = frictionless.Schema.from_descriptor(descriptor(make))
    # Without a base path it takes an absolute one for unsafe.
    resource = frictionless.Resource(path=path.name, basepath=str(path.parent), schema=schema)
    return int(resource.validate(limit_errors=10_000_000).stats["errors"])


CHECKERS: dict[str, Callable[[str, Path], int]] = {
    "dtts": check_with_dtts,
    "frictionless": check_with_frictionless,
}


def measure_here(checker: str, make: str, path: Path) -> None:
    """What the process of one measurement does: the time is without start and imports of the other."""
    CHECKERS[checker](make, path.with_name("warm" + path.suffix))
    started, worked = time.perf_counter(), time.process_time()
    errors = CHECKERS[checker](make, path)
    found = {"seconds": time.perf_counter() - started, "cpu": time.process_time() - worked, "errors": errors}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(json.dumps({**found, "peak_mb": peak}))


def measure(checker: str, make: str, path: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--measure", checker, make, str(path)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, timeout=3600)
    found: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return found


def compare(bench: Bench, folder: Path) -> None:
    """Both checkers on one file, or frictionless on the beginning of it."""
    speeds: dict[str, list[float]] = {}
    path = folder / f"table{bench.suffix}"
    write(bench, ROWS_TO_WARM_UP, folder / f"warm{bench.suffix}")
    for checker, rows in (("dtts", bench.rows), ("frictionless", bench.oracle_rows)):
        if checker == "dtts" or rows != bench.rows:
            write(bench, rows, path)
        found = measure(checker, bench.make, path)
        speeds[checker] = [rows / found["seconds"], rows / found["cpu"]]
        sys.stdout.write(
            f"{bench.title:20}{checker:13}{rows:>10,} rows{found['seconds']:8.2f} s{found['cpu']:8.2f} s cpu"
            f"{speeds[checker][1]:>12,.0f} rows/s cpu{found['peak_mb']:>6,.0f} MB{found['errors']:>9,.0f} faults\n"
        )
    path.unlink()
    clock, work = (ours / theirs for ours, theirs in zip(speeds["dtts"], speeds["frictionless"], strict=True))
    sys.stdout.write(f"{bench.title:20}ratio {clock:.1f} by the clock, {work:.1f} by processor time\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", metavar="WORD", help="those with this word in their title")
    parser.add_argument("--scale", type=float, default=1.0, help="of the numbers of rows")
    parser.add_argument("--measure", nargs=3, metavar=("CHECKER", "KIND", "FILE"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        measure_here(given.measure[0], given.measure[1], Path(given.measure[2]))
        return
    with tempfile.TemporaryDirectory(prefix="dtts-bench-") as name:
        for bench in BENCHES:
            if given.only in bench.title:
                rows, oracle = int(bench.rows * given.scale), int(bench.oracle_rows * given.scale)
                compare(replace(bench, rows=rows, oracle_rows=oracle), Path(name))


if __name__ == "__main__":
    main()
