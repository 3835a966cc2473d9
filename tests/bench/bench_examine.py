"""How long the core takes to read, check and write a large valid table; prints, judges nothing."""

from __future__ import annotations

import csv
import resource
import tempfile
import time
from pathlib import Path

from dtts.catalogue import schemas_path
from dtts.examine import examine

SCHEMA = "ethnic_group_aliases"
"""Has a key of two columns and refers to a register, so that all costly checks run."""
ROWS = 200_000


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        table = write_large(Path(folder) / "large.csv")
        began = time.perf_counter()
        report = examine(table, table.name, SCHEMA, Path(folder) / "out").to_dict()
        seconds = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rate = report["rows"] / seconds
    print(
        f"{SCHEMA}: {report['rows']} rows in {seconds:.1f} s, {rate:.0f} rows/s, most memory {memory:.0f} MiB"
    )
    print("valid" if report["valid"] else f"not valid: {report['patterns'][0]}")


def write_large(path: Path) -> Path:
    """The register's rows again and again, each time with another ending of the second key column."""
    with (schemas_path() / "registers" / f"{SCHEMA}.csv").open(encoding="utf-8", newline="") as source:
        header, *rows = csv.reader(source)
    key = header.index("alias")
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(header)
        for number in range(ROWS // len(rows)):
            writer.writerows([*row[:key], f"{row[key]} {number}", *row[key + 1 :]] for row in rows)
    return path


if __name__ == "__main__":
    main()
