"""Makes the file of a planned table: its source, tidied or as it stands, or generated."""

from __future__ import annotations

import csv
import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dtts.demo import generate
from dtts.errors import UsageError
from dtts.report import Fault
from dtts.samples.manifest import TablePlan
from dtts.tidy import load_recipe, tidy


@dataclass(frozen=True)
class ReadyFile:
    """A CSV in its table schema; `unread` and `remarks` are what its source made to say."""

    path: Path
    sha256: str
    rows: int
    unread: tuple[Fault, ...]
    remarks: tuple[Fault, ...]


def make_ready(plan: TablePlan, out: Path, on: date | None = None) -> ReadyFile:
    """Write the table's CSV to `out`. The same sources always give the same bytes.

    `on` is the day from which generated tables count that have days to come.
    """
    unread: tuple[Fault, ...] = ()
    remarks: tuple[Fault, ...] = ()
    if plan.generate is not None:
        rows = generate(plan.generate, out, on=on).rows
    elif plan.source is None:
        raise UsageError(f"table {plan.slug!r} has neither a source nor a generator")
    elif plan.recipe is None:
        rows = _copied(plan.source, out)
    else:
        recipe = plan.recipe if isinstance(plan.recipe, Mapping) else load_recipe(plan.recipe)
        tidied = tidy(plan.source, recipe, out)
        rows, unread, remarks = tidied.rows, tuple(tidied.unread), tuple(tidied.remarks)
    digest = hashlib.sha256(out.read_bytes()).hexdigest()
    return ReadyFile(out, digest, rows, unread, remarks)


def _copied(source: Path, out: Path) -> int:
    shutil.copyfile(source, out)
    with out.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1
