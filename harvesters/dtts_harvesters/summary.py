"""What a reading of a source gave, in one value: for a dry run, and for tables of many sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dtts_harvesters.record import Failure, Record
from dtts_harvesters.report import Report


@dataclass(frozen=True)
class Summary:
    """`rows` are those of files of rows, `refused` counts faults by rule; the others are the report's."""

    records: int
    rows: int
    refused: Mapping[str, int]
    report: Report
    first: tuple[Record | Failure, ...] = field(default=())


def summary(found: Iterable[Record | Failure], report: Report, most: int = 20) -> Summary:
    """Reads to the end and keeps the first `most`."""
    refused: Counter[str] = Counter()
    first: list[Record | Failure] = []
    records = rows = 0
    for one in found:
        if len(first) < most:
            first.append(one)
        if isinstance(one, Failure):
            refused[one.rule] += 1
            continue
        records += 1
        rows += max(0, one.content.count(b"\n") - 1) if isinstance(one.content, bytes) else 0
    return Summary(records, rows, dict(refused), report, tuple(first))
