"""The report on one file: a verdict, what repeats, and the first faults of each kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dtts.report.fault import Fault, FaultGroup
from dtts.report.rules import rule
from dtts.report.words import LANGUAGES, Sentence, fill

FAULTS_KEPT = 1000


@dataclass(frozen=True)
class Pattern:
    """What is said once about all faults of one rule in one field."""

    rule: str
    field: str | None
    severity: str
    count: int
    first_cell: str | None
    message: Sentence
    advice: Sentence


@dataclass(frozen=True)
class Source:
    """What was read: `format` is csv, tsv, xlsx, xls, json or parquet.

    Text has an `encoding`, a workbook a `sheet`.
    """

    format: str = ""
    encoding: str | None = None
    sheet: str | None = None
    rows: int = 0
    columns: int = 0


@dataclass(frozen=True)
class Report:
    """The verdict on one file against one table schema. Counts are exact; `faults` holds the first, by
    default 1,000."""

    valid: bool
    schema: str
    schema_version: int
    source: Source
    counts: dict[str, int]
    patterns: tuple[Pattern, ...]
    faults: tuple[Fault, ...]
    truncated: bool

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON carries it, the source's figures at the top level."""
        return {
            "valid": self.valid,
            "schema": self.schema,
            "schema_version": self.schema_version,
            **vars(self.source),
            "counts": dict(self.counts),
            "patterns": [dict(vars(pattern)) for pattern in self.patterns],
            "faults": [fault.to_dict() for fault in self.faults],
            "truncated": self.truncated,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Report:
        """The inverse of `to_dict`."""
        return cls(
            valid=data["valid"],
            schema=data["schema"],
            schema_version=data["schema_version"],
            source=Source(**{name: data[name] for name in Source.__dataclass_fields__}),
            counts=dict(data["counts"]),
            patterns=tuple(Pattern(**pattern) for pattern in data["patterns"]),
            faults=tuple(Fault.from_dict(fault) for fault in data["faults"]),
            truncated=data["truncated"],
        )


def make_report(
    schema: str,
    schema_version: int,
    source: Source,
    groups: Iterable[FaultGroup],
    kept: int = FAULTS_KEPT,
) -> Report:
    """The report on all `groups` with at most `kept` of their faults; a file is valid when no group of
    errors has a fault."""
    present = sorted((group for group in groups if group.count), key=_weight)
    counts = {severity: _count(present, severity) for severity in ("error", "warning")}
    faults = _kept(present, kept)
    return Report(
        valid=counts["error"] == 0,
        schema=schema,
        schema_version=schema_version,
        source=source,
        counts=counts,
        patterns=tuple(_pattern(group) for group in present),
        faults=faults,
        truncated=len(faults) < sum(counts.values()),
    )


def _weight(group: FaultGroup) -> tuple[bool, int, int, int]:
    """Errors first, then what repeats most, then reading order."""
    first = group.faults[0]
    return group.severity == "warning", -group.count, first.row or 0, first.column or 0


def _count(groups: Sequence[FaultGroup], severity: str) -> int:
    return sum(group.count for group in groups if group.severity == severity)


def _pattern(group: FaultGroup) -> Pattern:
    declared, first = rule(group.rule), group.faults[0]
    words = {**group.words, "count": group.count}
    message = first.message if group.count == 1 else fill(declared.pattern, words)
    ended = {language: message[language].rstrip(".") + "." for language in LANGUAGES}
    return Pattern(
        rule=group.rule,
        field=group.field,
        severity=group.severity,
        count=group.count,
        first_cell=first.cell,
        message=ended,
        advice=fill(declared.advice, words),
    )


def _kept(groups: Sequence[FaultGroup], most: int) -> tuple[Fault, ...]:
    """At most so many faults in reading order, no rule crowding out another."""
    shares = _shares([len(group.faults) for group in groups], most)
    kept = [fault for group, share in zip(groups, shares, strict=True) for fault in group.faults[:share]]
    return tuple(sorted(kept, key=lambda fault: (fault.row or 0, fault.column or 0)))


def _shares(sizes: Sequence[int], room: int) -> list[int]:
    """How many of each size are kept, so that the small ones stay whole and the total fits in `room`."""
    shares = [0] * len(sizes)
    for place, index in enumerate(sorted(range(len(sizes)), key=lambda number: sizes[number])):
        shares[index] = min(sizes[index], room // (len(sizes) - place))
        room -= shares[index]
    return shares
