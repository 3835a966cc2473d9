"""How fast a table is checked, beside frictionless on the same file in the same run.

Prints rows a second, the ratio and the peak memory of each, one process a measurement. Never fails on a time.
Usage: `.venv/bin/python tests/bench/bench_check.py [--rows 1000000] [--frictionless-rows 100000] [--xlsx-rows 20000]`
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

TEXTS = {"title_en": "t", "description": "d", "description_en": "d"}
FIELDS: list[dict[str, Any]] = [
    {"name": "programme", "type": "string", "constraints": {"required": True, "enum": ["a-2021", "b-2026"]}},
    {
        "name": "item",
        "type": "string",
        "constraints": {"required": True, "pattern": "DA\\d{2}(\\.ND\\d{2})?"},
    },
    {"name": "area", "type": "string", "constraints": {"required": True, "pattern": "\\d{5}"}},
    {"name": "year", "type": "year", "constraints": {"required": True, "minimum": 2000, "maximum": 2100}},
    {"name": "period", "type": "string", "constraints": {"required": True, "enum": ["year", "S1", "S2"]}},
    {"name": "planned", "type": "number", "constraints": {"minimum": 0}},
    {"name": "actual", "type": "number", "constraints": {"minimum": 0}},
    {
        "name": "households",
        "type": "integer",
        "constraints": {"required": True, "minimum": 0, "maximum": 100000},
    },
    {"name": "day", "type": "date", "constraints": {"required": True}},
]
DESCRIPTOR: dict[str, Any] = {
    "name": "bench",
    "version": 1,
    "title": "t",
    **TEXTS,
    "fields": [{"title": field["name"], **TEXTS, **field} for field in FIELDS],
    "primaryKey": ["programme", "item", "area", "year", "period"],
}


def rows(count: int, bad_share: float) -> Any:
    """`count` rows with distinct keys, the same in every run; `bad_share` of them with one wrong cell."""
    dice = random.Random(1719)
    for number in range(count):
        area, rest = number % 100_000, number // 100_000
        row = ["a-2021", f"DA{rest % 90 + 10}", f"{area:05d}", str(2000 + rest % 26), "year"]
        row += [
            f"{number % 977}.5",
            str(number % 911),
            str(number % 4000),
            f"2025-{1 + number % 12:02d}-{1 + number % 28:02d}",
        ]
        if dice.random() < bad_share:
            row[dice.choice([2, 5, 7, 8])] = "sai"
        yield row


def write_csv(path: Path, count: int, bad_share: float) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(field["name"] for field in FIELDS) + "\n")
        file.writelines(",".join(row) + "\n" for row in rows(count, bad_share))


def write_xlsx(path: Path, count: int) -> None:
    import openpyxl

    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("bench")
    sheet.append([field["name"] for field in FIELDS])
    for row in rows(count, 0):
        sheet.append([*row[:5], float(row[5]), float(row[6]), int(row[7]), row[8]])
    workbook.save(path)


def check_with_dtts(path: Path) -> int:
    from dtts.catalogue import read_table_schema
    from dtts.checks import check_batches
    from dtts.tables import open_table

    schema = read_table_schema(DESCRIPTOR)
    with (
        tempfile.TemporaryDirectory(prefix="dtts-bench-") as scratch,
        open_table(path, filename=path.name, schema=schema) as batches,
    ):
        return check_batches(batches, schema, scratch=Path(scratch)).report.counts["error"]


def check_with_frictionless(path: Path) -> int:
    import frictionless

    schema = frictionless.Schema.from_descriptor(DESCRIPTOR)
    # Without a base path it takes an absolute one for unsafe.
    resource = frictionless.Resource(path=path.name, basepath=str(path.parent), schema=schema)
    return int(resource.validate(limit_errors=10_000_000).stats["errors"])


CHECKERS = {"dtts": check_with_dtts, "frictionless": check_with_frictionless}


def measure_here(checker: str, path: Path) -> None:
    """What the process of one measurement does: the time is without start and imports of the other."""
    CHECKERS[checker](path.with_name("warm" + path.suffix))
    started, worked = time.perf_counter(), time.process_time()
    errors = CHECKERS[checker](path)
    found = {"seconds": time.perf_counter() - started, "cpu": time.process_time() - worked, "errors": errors}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(json.dumps({**found, "peak_mb": peak}))


def measure(checker: str, path: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--measure", checker, str(path)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, timeout=3600)
    found: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return found


def compare(
    title: str, folder: Path, suffix: str, count: int, oracle_count: int, bad_share: float = 0.0
) -> None:
    speeds: dict[str, list[float]] = {}
    for checker, number in (("dtts", count), ("frictionless", oracle_count)):
        path = folder / f"{checker}{suffix}"
        for target, size in ((path, number), (folder / f"warm{suffix}", 10)):
            write_xlsx(target, size) if suffix == ".xlsx" else write_csv(target, size, bad_share)
        found = measure(checker, path)
        speeds[checker] = [number / found["seconds"], number / found["cpu"]]
        sys.stdout.write(
            f"{title:20} {checker:13}{number:>10,} rows{found['seconds']:8.2f} s{found['cpu']:8.2f} s cpu"
            f"{speeds[checker][0]:>12,.0f} rows/s{found['peak_mb']:>6,.0f} MB{found['errors']:>9,.0f} faults\n"
        )
        path.unlink()
    by_clock, by_work = (
        ours / theirs for ours, theirs in zip(speeds["dtts"], speeds["frictionless"], strict=True)
    )
    sys.stdout.write(f"{title:20} ratio {by_clock:.1f} by the clock, {by_work:.1f} by processor time\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--frictionless-rows", type=int, default=100_000)
    parser.add_argument("--xlsx-rows", type=int, default=20_000)
    parser.add_argument("--measure", nargs=2, metavar=("CHECKER", "FILE"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        measure_here(given.measure[0], Path(given.measure[1]))
        return
    with tempfile.TemporaryDirectory(prefix="dtts-bench-") as name:
        folder = Path(name)
        compare("csv, clean", folder, ".csv", given.rows, given.frictionless_rows)
        compare("csv, 10 % bad rows", folder, ".csv", given.rows, given.frictionless_rows, 0.1)
        compare("xlsx, clean", folder, ".xlsx", given.xlsx_rows, given.xlsx_rows)


if __name__ == "__main__":
    main()
