"""How the reader fares on two public collections of small CSV files, each with its truth as JSON beside it.

Usage: `.venv/bin/python tests/bench/bench_csv_collections.py PATH …`, each PATH a checkout of
github.com/max-mapper/csv-spectrum or github.com/sineemore/csv-test-data (neither is shipped). A file is `right`,
`named` (the report has an error), `refused`, `read` (the collection calls it bad, and it has one reading), or
`wrong`: read as something else without an error; fails then.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from dtts.errors import UnreadableFile
from dtts.tables import read_table

Rows = list[list[str]]
# csv-spectrum gives another telephone number in its JSON than in its CSV.
MISPRINTED = {"1234567890": "2095257564"}
# What the second collection names the columns of a file that has a header.
HEADER = ["foo", "bar", "baz"]


def read(path: Path) -> tuple[str, Rows]:
    """How the file ended without a schema, and its rows with the header first."""
    try:
        table = read_table(path, filename="t.csv")
    except UnreadableFile as refused:
        return f"refused: {refused.fault.rule}", []
    errors = sorted({group.rule for group in table.groups if group.severity == "error"})
    rows = [table.frame.columns, *([cell or "" for cell in row] for row in table.frame.iter_rows())]
    return f"named: {', '.join(errors)}" if errors else "", rows


def truth(path: Path, named: bool) -> Rows | None:
    """The rows that the collection says there are; None for a file that it calls bad."""
    known = path.parent.parent / "json" / f"{path.stem}.json"
    if not known.exists():
        return None
    content: Any = json.loads(known.read_text(encoding="utf-8", errors="replace"))
    content = [content] if isinstance(content, dict) else content
    if content and isinstance(content[0], dict):
        return [list(content[0]), *([_cell(value) for value in record.values()] for record in content)]
    return [*([HEADER] if named else []), *content]


def _cell(value: object) -> str:
    # Line ends inside a cell stand there in one form, spaces around it are not kept.
    return MISPRINTED.get(text := str(value).strip(), text)


def end_of(path: Path) -> str:
    end, rows = read(path)
    meant = truth(path, "header" in path.name)
    if end:
        return end
    if meant is None:
        return f"read: {rows}"
    tidy = [[_cell(cell) for cell in row] for row in meant if any(row)]
    return "right" if rows == tidy else f"wrong: {rows} for {tidy}"


def main() -> int:
    ends: Counter[str] = Counter()
    for folder in map(Path, sys.argv[1:]):
        for path in sorted(folder.glob("csv*/*.csv")):
            end = end_of(path)
            ends[end.partition(":")[0]] += 1
            sys.stdout.write(f"{folder.name}/{path.name:44}{end}\n")
    sys.stdout.write(f"{ends.total()} files: {dict(ends)}\n")
    return 1 if ends["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
