"""frictionless as the oracle: what it and what we find in one table, in the same words."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Any

import frictionless

from core.builders import check_text
from dtts.catalogue import read_table_schema
from dtts.report import Fault, Report, rule

Found = set[tuple[int, str | None, str]]

ABOUT_ROWS = ("primary-key", "foreign-key", "blank-row", "extra-cell", "missing-cell")
# Exclusive limits and labels of missing values came with version 2, which has to be named.
VERSION_2 = "https://datapackage.org/profiles/2.0/tableschema.json"
# A row of which nothing else is said: its cells may stand in the wrong columns, or there are none.
_UNREAD = ("blank-row", "extra-cell", "missing-cell")


@dataclass(frozen=True)
class Verdict:
    """`found` are the row, the field (None for a row) and the kind of every fault; warnings count too."""

    valid: bool
    found: frozenset[tuple[int, str | None, str]]


def ours(descriptor: dict[str, Any], rows: list[list[str]], labels: list[str] | None = None) -> Verdict:
    """What the portal finds; every fault is kept."""
    schema = read_table_schema(descriptor, "t")
    report = check_text(csv_text(descriptor, rows, labels), schema, kept=1_000_000).report
    return Verdict(report.valid, frozenset(found_by_us(report)))


def found_by_us(report: Report) -> Found:
    """The faults in a report of ours, in the oracle's words."""
    kinds = [(fault, rule(fault.rule).standard) for fault in report.faults]
    return _read({(_row(fault, kind), _field(fault.field, kind), kind) for fault, kind in kinds})


def _row(fault: Fault, kind: str) -> int:
    """frictionless gives labels no row."""
    return 0 if kind.endswith("-label") else fault.row or 0


def _field(name: str | None, kind: str) -> str | None:
    return None if kind in ABOUT_ROWS else name or None


def theirs(descriptor: dict[str, Any], rows: list[list[str]], labels: list[str] | None = None) -> Verdict:
    """What frictionless finds, its limit of 1,000 errors lifted."""
    resource = frictionless.Resource(
        source=csv_text(descriptor, rows, labels).encode(),
        format="csv",
        encoding="utf-8",
        schema=frictionless.Schema.from_descriptor({"$schema": VERSION_2, **descriptor}),
        dialect=frictionless.Dialect.from_descriptor({"csv": {"delimiter": ","}}),
        datapackage_version="v2",
    )
    report = resource.validate(frictionless.Checklist(), limit_errors=1_000_000)
    return Verdict(report.valid, frozenset(found_by_them(report)))


def found_by_them(report: frictionless.Report) -> Found:
    """The faults in a report of frictionless."""
    flat = report.flatten(["rowNumber", "fieldName", "type"])
    return _read({(row or 0, _field(name, kind), kind) for row, name, kind in flat})


def _read(found: Found) -> Found:
    unread = {row for row, _, kind in found if kind in _UNREAD}
    return {fault for fault in found if fault[0] not in unread or fault[2] in _UNREAD}


def csv_text(descriptor: dict[str, Any], rows: list[list[str]], labels: list[str] | None = None) -> str:
    """The table as CSV, by default under the names of its fields."""
    text = io.StringIO()
    header = labels or [field["name"] for field in descriptor["fields"]]
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue()
