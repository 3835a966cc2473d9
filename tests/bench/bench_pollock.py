"""How the reader fares on Pollock, the benchmark of polluted CSV files (Hasso Plattner Institute).

Usage: `.venv/bin/python tests/bench/bench_pollock.py PATH [--without-schema] [--show N]`, PATH being a checkout of
github.com/HPI-Information-Systems/Pollock with its `polluted_files`. It has no licence and is not shipped.

A file is `right` when its table is that of the benchmark's clean version and nothing is reported, `named` when
the report has an error (so that nothing is published), `refused` when it is not read at all, and `wrong` when it
is read as something else without an error: fails when one is. The score is the benchmark's (ten measures a file,
10 at best) with cells compared as text.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dtts.catalogue import TableSchema, read_table_schema
from dtts.errors import UnreadableFile
from dtts.tables import read_table
from dtts.vietnamese import nfc

Rows = list[list[str]]
LABELS = ("DATE", "TIME", "Qty", "PRODUCTID", "Price", "ProductType", "ProductDescription", "URL", "Comments")
ENDS = ("right", "named", "refused", "wrong")


@dataclass(frozen=True)
class Found:
    """What was read of a file, and how that ended."""

    end: str
    rows: Rows
    said: str


def schema() -> TableSchema:
    """The columns of the benchmark's source, all of text."""
    texts = {"title_en": "t", "description": "d", "description_en": "d"}
    fields = [{"name": label.lower(), "type": "string", "title": label, **texts} for label in LABELS]
    return read_table_schema({"name": "pollock", "version": 1, "title": "t", **texts, "fields": fields})


def read(path: Path, clean: Rows, declared: TableSchema | None) -> Found:
    try:
        table = read_table(path, filename="t.csv", schema=declared)
    except UnreadableFile as refused:
        return Found("refused", [], refused.fault.rule)
    labels = (
        [declared.field(name).title["vi"] for name in table.frame.columns]
        if declared
        else table.frame.columns
    )
    rows = (
        [list(labels), *([cell or "" for cell in row] for row in table.frame.iter_rows())] if labels else []
    )
    errors = sorted({group.rule for group in table.groups if group.severity == "error"})
    if errors:
        return Found("named", rows, ", ".join(errors))
    said = ", ".join(sorted({group.rule for group in table.groups}))
    truth = [tidy(row) for row in clean if any(row)]
    if declared and truth:
        # A header of two rows that say the same: the truth puts the labels together, the schema knows them.
        truth[0] = [" ".join(dict.fromkeys(label.split())) for label in truth[0]]
    return Found("right" if rows == truth else "wrong", rows, said)


def tidy(row: Sequence[str]) -> list[str]:
    """Cells as the reader keeps text."""
    return [nfc(cell).strip() for cell in row]


def clean_rows(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def score(clean: Rows, found: Rows) -> float:
    """Success, then precision, recall and their mean of header, records and cells."""
    clean = [tidy(row) for row in clean]
    if not clean:
        return 10.0
    if not found:
        return 0.0
    cells = [[cell for row in rows for cell in row] for rows in (clean, found)]
    records = [["".join(row) for row in rows[1:]] for rows in (clean, found)]
    return 1 + sum(_measures(*pair) for pair in ((clean[0], found[0]), records, cells))


def _measures(clean: Sequence[str], found: Sequence[str]) -> float:
    if not clean:
        return 3.0
    shared = sum((Counter(clean) & Counter(found)).values())
    if not shared:
        return 0.0
    precision, recall = shared / len(clean), shared / len(found)
    return precision + recall + 2 * precision * recall / (precision + recall)


def kind_of(name: str) -> str:
    return re.sub(r"\d+(_col)?\d*", "N", name.removesuffix(".csv")) if name.startswith("row_") else name


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--without-schema", action="store_true", help="the first row names the columns")
    parser.add_argument("--show", type=int, default=20, help="so many wrong files by name")
    given = parser.parse_args()
    folder, declared = given.path / "polluted_files", None if given.without_schema else schema()
    ends: dict[str, Counter[str]] = defaultdict(Counter)
    said: dict[str, set[str]] = defaultdict(set)
    wrong, total = [], 0.0
    names = sorted(path.name for path in (folder / "csv").glob("*.csv"))
    for name in names:
        clean = clean_rows(folder / "clean" / name)
        found = read(folder / "csv" / name, clean, declared)
        ends[kind_of(name)][found.end] += 1
        said[kind_of(name)] |= {found.said} - {""}
        total += score(clean, found.rows)
        wrong += [(name, found)] if found.end == "wrong" else []
    _print(ends, said, wrong[: given.show], total / len(names))
    return 1 if wrong else 0


def _print(
    ends: dict[str, Counter[str]], said: dict[str, set[str]], wrong: list[tuple[str, Found]], mean: float
) -> None:
    sys.stdout.write(f"{'':38}" + "".join(f"{end:>9}" for end in ENDS) + "\n")
    for kind, counts in ends.items():
        figures = "".join(f"{counts[end]:>9}" for end in ENDS)
        sys.stdout.write(f"{kind:38}{figures}  {'; '.join(sorted(said[kind]))}\n")
    whole = sum(ends.values(), Counter())
    sys.stdout.write(f"{'all ' + str(whole.total()):38}" + "".join(f"{whole[end]:>9}" for end in ENDS))
    sys.stdout.write(f"\nscore {mean:.3f} of 10\n")
    for name, found in wrong:
        sys.stdout.write(f"wrong: {name}: {found.rows[:3]}\n")


if __name__ == "__main__":
    sys.exit(main())
