"""Compares two versions, in this process or in a child that may use so much memory and time and no more."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from dtts.catalogue import TableSchema
from dtts.errors import DttsError
from dtts.examine.process import Limits, cause, run_limited
from dtts.revisions.changes_csv import write_changes
from dtts.revisions.compare import compare, pair_up, summary
from dtts.revisions.difference import Difference
from dtts.revisions.side import open_side

DIFFERENCE, CHANGES = "difference.json", "thay-doi.csv"


class NotComparedError(DttsError):
    """The child met a limit or stopped; the sentence says which."""


def compare_to(
    previous: Path | None, current: Path, schema: TableSchema, out: Path, *, registers: Path | None = None
) -> Difference:
    """As `compare`; writes `difference.json` and, where there is a previous version, `thay-doi.csv`."""
    out.mkdir(parents=True, exist_ok=True)
    if previous is None:
        found = compare(None, current, schema, registers=registers)
    else:
        compared = pair_up(open_side(previous), open_side(current), schema)
        found = summary(compared, schema, registers)
        _whole(out / CHANGES, lambda path: write_changes(compared, schema, path))
    _whole(out / DIFFERENCE, lambda path: _write_json(found, path))
    return found


def compare_in_child(
    previous: Path | None,
    current: Path,
    schema_name: str,
    out: Path,
    limits: Limits,
    *,
    registers: Path | None = None,
) -> Difference:
    """As `compare_to` with one of the portal's schemas. NotComparedError when the child did not come to its
    end: a table that is valid and too large to be compared is still valid."""
    out.mkdir(parents=True, exist_ok=True)
    (out / DIFFERENCE).unlink(missing_ok=True)
    files = [str(each) for each in (previous, current) if each is not None]
    arguments = ["compare", *files, f"--schema={schema_name}", f"--out={out}"]
    ended = run_limited(arguments, {"--registers": registers}, limits)
    if not (out / DIFFERENCE).exists():
        raise NotComparedError(cause(ended, limits)["en"])
    return Difference.from_dict(json.loads((out / DIFFERENCE).read_text(encoding="utf-8")))


def _write_json(found: Difference, path: Path) -> None:
    path.write_text(json.dumps(found.to_dict(), ensure_ascii=False) + "\n", encoding="utf-8")


def _whole(path: Path, write: Callable[[Path], None]) -> None:
    """A reader sees the file complete or not at all."""
    part = path.with_name(path.name + ".part")
    write(part)
    part.replace(path)
