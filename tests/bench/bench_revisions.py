"""How long two versions of a large table take to be compared, in a child as on the portal; prints, judges
nothing. Beside it: a loop over dictionaries that only counts, which is the least that another way would do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

from dtts.catalogue import read_table_schema
from dtts.exports import write_parquet

ROWS = 1_000_000
MEMORY_MB = 1024
# The most memory is that of the child alone: what the system counts for it begins with its parent's.
CHILD = """
import re, sys
from dtts.__main__ import main
code = main(sys.argv[1:])
print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
sys.exit(code)
"""
KEY = ("programme", "item", "area", "year")
DESCRIPTOR = {
    "name": "bench",
    "fields": [
        *({"name": name, "type": "string"} for name in ("programme", "item", "area", "period", "note")),
        {"name": "year", "type": "year"},
        *({"name": name, "type": "number", "unit": "đồng"} for name in ("planned", "actual")),
        {"name": "households", "type": "integer", "unit": "hộ"},
        {"name": "day", "type": "date"},
    ],
    "primaryKey": list(KEY),
}


def main() -> None:
    schema = read_table_schema(DESCRIPTOR)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "bench.json").write_text(json.dumps(DESCRIPTOR), encoding="utf-8")
        old = table(ROWS)
        write_parquet(old, schema, folder / "old.parquet")
        for title, new in revisions(old):
            write_parquet(new, schema, folder / "new.parquet")
            seconds, memory = in_child(folder)
            loop = dictionaries(old, new)
            found = json.loads((folder / "difference.json").read_text(encoding="utf-8"))["rows"]
            size = (folder / "thay-doi.csv").stat().st_size / 1e6
            print(
                f"{title}: {found['before']} and {found['after']} rows in {seconds:.1f} s, "
                f"most memory {memory} MiB, CSV {size:.1f} MB; dictionaries {loop:.1f} s, "
                f"{loop / seconds:.1f} times as long"
            )


def table(count: int) -> pl.DataFrame:
    """Rows that are the same in every run."""
    number = pl.int_range(count, eager=True)
    return pl.DataFrame(
        {
            "programme": (number % 2).cast(pl.String) + "-2021",
            "item": "DA" + (number // 2 % 90 + 10).cast(pl.String),
            "area": (number // 180 % 3_321 + 100).cast(pl.String).str.zfill(5) + "@since-2025-07",
            "year": 2000 + number // 597_780,
            "period": pl.repeat("year", count, eager=True),
            "planned": (number % 977) + 0.5,
            "actual": (number % 911).cast(pl.Float64),
            "households": number % 4000,
            "day": pl.repeat("2025-07-01", count, eager=True).str.to_date(),
            "note": "Dòng số " + number.cast(pl.String),
        }
    )


def revisions(old: pl.DataFrame) -> list[tuple[str, pl.DataFrame]]:
    """What a new version may look like: hardly another, another in each row, and in another order."""
    at = pl.int_range(pl.len())
    return [
        (
            "1 % changed",
            old.with_columns(actual=pl.when(at % 100 == 0).then(pl.col("actual") + 1).otherwise("actual")),
        ),
        ("every row changed", old.with_columns(actual=pl.col("actual") * 1000, note=pl.lit("khác"))),
        ("shuffled, a tenth gone", old.sample(fraction=0.9, shuffle=True, seed=1719)),
    ]


def in_child(folder: Path) -> tuple[float, int]:
    """Seconds and the most memory in MiB, under the limit of 1 GiB beyond what the libraries take."""
    files = [str(folder / "old.parquet"), str(folder / "new.parquet")]
    limit = f"--memory-mb={MEMORY_MB}"
    command = ["compare", *files, f"--schema={folder / 'bench.json'}", f"--out={folder}", limit]
    began = time.perf_counter()
    said = subprocess.run(
        [sys.executable, "-c", CHILD, *command],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"POLARS_MAX_THREADS": "2"},
    ).stdout
    return time.perf_counter() - began, int(said.split()[-1]) // 1024


def dictionaries(old: pl.DataFrame, new: pl.DataFrame) -> float:
    """Seconds that a plain loop takes to count rows added, changed and removed."""
    began = time.perf_counter()
    before, after = (
        {row[:4]: row for row in each.select(*KEY, pl.exclude(KEY)).iter_rows()} for each in (old, new)
    )
    added = after.keys() - before.keys()
    removed = before.keys() - after.keys()
    changed = sum(before[key] != row for key, row in after.items() if key in before)
    assert len(added) + len(removed) + changed >= 0
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
