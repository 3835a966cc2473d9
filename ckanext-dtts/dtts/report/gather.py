"""Fault groups that come piece by piece, put together as if they had come at once."""

from __future__ import annotations

import sys
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace

from dtts.report.fault import Fault, FaultGroup
from dtts.report.report import FAULTS_KEPT


@dataclass
class Gathering:
    """Groups with the same key become one: its count is exact, and of its faults the first `kept` in
    reading order are kept. Its words are those of the part with the first fault."""

    kept: int = FAULTS_KEPT
    found: dict[Hashable, FaultGroup] = field(default_factory=dict)

    def add(self, group: FaultGroup, key: Hashable = None) -> None:
        """Takes one more group. Without a key, those of one rule in one field with the same words are one."""
        key = key or (group.rule, group.field, group.severity, repr(group.words))
        known = self.found.get(key)
        self.found[key] = _joined([known, group] if known else [group], self.kept)

    def room(self, key: Hashable) -> int:
        """How many faults of a group that comes after all others with this key would be kept."""
        return self.kept - len(self.found[key].faults) if key in self.found else self.kept

    def groups(self) -> list[FaultGroup]:
        """All groups, in the order in which the first part of each came."""
        return list(self.found.values())


def gathered(groups: Iterable[FaultGroup]) -> tuple[FaultGroup, ...]:
    """The groups of all pieces as those of the whole."""
    gathering = Gathering()
    for group in groups:
        gathering.add(group)
    return tuple(gathering.groups())


def _joined(parts: list[FaultGroup], kept: int) -> FaultGroup:
    # A part of which no fault is kept comes last, whatever it says.
    parts = sorted(parts, key=lambda part: _place(part.faults[0]) if part.faults else (sys.maxsize, 0))
    faults = sorted((fault for part in parts for fault in part.faults), key=_place)
    return replace(
        parts[0],
        count=sum(part.count for part in parts),
        corrections=sum(part.corrections for part in parts),
        faults=tuple(faults[:kept]),
    )


def _place(fault: Fault) -> tuple[int, int]:
    return fault.row or 0, fault.column or 0
