"""A report as a Frictionless report descriptor, which its own library and its other readers take.

What the standard has no word for (our rule, the sentence in Vietnamese, the sheet and the cell, a proposed
correction, warnings by cell, patterns) stands beside it under the key `dtts`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from dtts.report.fault import Fault, without_place
from dtts.report.report import Report, group_key
from dtts.report.rules import rule
from dtts.vietnamese import slug

FAULTS_OF_EACH = 1000
"""So many faults of each rule and field are listed; the counts are of all."""

_LABELS = "label-error extra-label missing-label blank-label duplicate-label incorrect-label"
_CELLS = "cell-error type-error constraint-error unique-error extra-cell missing-cell"
_VALUES = "truncated-value forbidden-value sequential-value ascii-value"
_LABEL = frozenset(_LABELS.split())
_HEADER = frozenset({"header-error", "blank-header", "unmatched-header"})
_CELL = frozenset(f"{_CELLS} {_VALUES}".split())
_ROW = frozenset({"row-error", "blank-row", "primary-key", "duplicate-row", "row-constraint"})
_FOREIGN_KEY = "foreign-key"
_OF_THE_TABLE = "table-error"


@dataclass(frozen=True)
class CheckedFile:
    """What a descriptor says of the file: its name, and its size and SHA-256 where they are known."""

    name: str
    bytes: int | None = None
    sha256: str | None = None
    seconds: float = 0.0


def report_descriptor(report: Report, file: CheckedFile) -> dict[str, Any]:
    """The descriptor of one file's report; `frictionless.Report.from_descriptor` loads it."""
    counts = {"errors": report.counts["error"], "warnings": report.counts["warning"], "seconds": file.seconds}
    return {
        "valid": report.valid,
        "stats": {"tasks": 1, **counts},
        "warnings": [],
        "errors": [],
        "tasks": [_task(report, file, counts)],
    }


def first_of_each(faults: Iterable[Fault], most: int = FAULTS_OF_EACH) -> Iterator[Fault]:
    """The first faults of each rule and field."""
    seen: Counter[str] = Counter()
    for fault in faults:
        key = group_key(fault.rule, fault.field)
        seen[key] += 1
        if seen[key] <= most:
            yield fault


def _task(report: Report, file: CheckedFile, counts: dict[str, Any]) -> dict[str, Any]:
    faults = list(first_of_each(report.faults))
    advice = {pattern.key: pattern.advice["en"] for pattern in report.patterns}
    stats = {"bytes": file.bytes, "sha256": file.sha256, "rows": report.source.rows}
    stats |= {"fields": report.source.columns, **counts}
    return {
        "name": slug(PurePath(file.name).stem) or "table",
        "type": "table",
        "valid": report.valid,
        "place": file.name,
        "labels": [],
        "stats": {name: value for name, value in stats.items() if value is not None},
        "warnings": [pattern.message["en"] for pattern in report.patterns if pattern.severity == "warning"],
        "errors": [
            _error(fault, advice.get(group_key(fault.rule, fault.field), ""))
            for fault in faults
            if fault.severity == "error"
        ],
        "dtts": {
            **{name: value for name, value in report.to_dict().items() if name != "faults"},
            "warnings": [_own(fault) for fault in faults if fault.severity == "warning"],
        },
    }


def _error(fault: Fault, advice: str) -> dict[str, Any]:
    kind = rule(fault.rule).standard
    if kind in _CELL | _ROW | {_FOREIGN_KEY} and fault.row is None:
        kind = _OF_THE_TABLE
    said = {"message": fault.message["en"], "note": without_place(fault)["en"], "description": advice}
    named = {"type": kind, "title": kind.replace("-", " ").title(), "tags": _tags(kind)}
    return {**named, **said, **_place(kind, fault), "dtts": _own(fault)}


def _tags(kind: str) -> list[str]:
    """The library's own tags of an error of this kind."""
    parts = {
        "#row": _ROW | _CELL | {_FOREIGN_KEY},
        "#cell": _CELL,
        "#header": _HEADER | _LABEL,
        "#label": _LABEL,
    }
    tags = [tag for tag, kinds in parts.items() if kind in kinds]
    return ["#table", *tags] if tags or kind == _OF_THE_TABLE else []


def _place(kind: str, fault: Fault) -> dict[str, Any]:
    """Where the fault is, in the words that errors of this kind have to have."""
    named = {"fieldName": fault.field or "", "fieldNumber": fault.column or 0}
    row: dict[str, Any] = {"rowNumber": fault.row, "cells": []}
    if kind in _LABEL:
        return {**_header(fault), "label": fault.value or "", **named}
    if kind in _HEADER:
        return _header(fault)
    if kind in _CELL:
        return {**row, "cell": fault.value or "", **named}
    if kind == _FOREIGN_KEY:
        key = {"fieldNames": [fault.field or ""], "fieldCells": [fault.value or ""]}
        return {**row, **key, "referenceName": "", "referenceFieldNames": []}
    return row if kind in _ROW else {}


def _header(fault: Fault) -> dict[str, Any]:
    return {"labels": [], "rowNumbers": [fault.row] if fault.row else []}


def _own(fault: Fault) -> dict[str, Any]:
    return {name: value for name, value in fault.to_dict().items() if value is not None}
