"""The report on one file: a verdict, what repeats, and the first faults of each kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dtts.report.conceal import concealed
from dtts.report.fault import Fault, FaultGroup
from dtts.report.rules import rule
from dtts.report.words import LANGUAGES, Sentence, fill

FAULTS_KEPT = 1000
_ONE = {"vi": "Sửa ô này?", "en": "Correct this cell?"}
_ALL = {
    "vi": "{others} ô khác cùng lỗi: sửa tất cả?",
    "en": "{others} more cells have the same fault: correct them all?",
}


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
    corrections: int = 0
    """How many of the faults carry a correction that is certain."""
    value: str | None = None
    proposed: str | None = None
    """What stands in the first cell that carries one, and the correction."""
    offer: Sentence | None = None
    """The sentence of that cell and the question whether to correct all; None without corrections."""

    @property
    def key(self) -> str:
        """`leading-zero:area_id`: names these faults on a form and on the command line."""
        return group_key(self.rule, self.field)


@dataclass(frozen=True)
class Source:
    """What was read: `format` is csv, tsv, xlsx, xls, ods, json or parquet.

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
            "patterns": [{**vars(pattern), "key": pattern.key} for pattern in self.patterns],
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
            patterns=tuple(_pattern_from(pattern) for pattern in data["patterns"]),
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
    present = sorted(concealed(group for group in groups if group.count), key=_weight)
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


def group_key(rule: str, field: str | None) -> str:
    """One name for all faults of a rule in a field; a field's name has no colon, a rule's id may."""
    return f"{rule}:{field or ''}"


def _pattern_from(data: Mapping[str, Any]) -> Pattern:
    """Reports of earlier versions lack keys, those of later ones have more."""
    return Pattern(**{name: data[name] for name in Pattern.__dataclass_fields__ if name in data})


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
    sure = next((fault for fault in group.faults if fault.proposed is not None), None)
    return Pattern(
        rule=group.rule,
        field=group.field,
        severity=group.severity,
        count=group.count,
        first_cell=first.cell,
        message=ended,
        advice=fill(declared.advice, words),
        corrections=group.corrections,
        value=sure.value if sure else None,
        proposed=sure.proposed if sure else None,
        offer=_offer(sure, group.corrections) if sure else None,
    )


def _offer(first: Fault, corrections: int) -> Sentence:
    question = _ONE if corrections == 1 else _ALL
    asked = fill(question, {"others": corrections - 1})
    return {language: f"{first.message[language].rstrip('.')}. {asked[language]}" for language in LANGUAGES}


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
