"""What becomes of each cell of the copy that is given back: its colour, its comment, its new value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from dtts.corrections.accepted import Accepted
from dtts.report import Fault, Report, group_key
from dtts.report.conceal import PERSONAL

COMMENTED = 1000
"""So many cells of each group have a comment; those after them have the colour only."""
ERROR, WARNING, CORRECTED = "error", "warning", "corrected"

Place = tuple[int, int]
"""Row and column, from 1."""


@dataclass
class Mark:
    """`said` are the faults that the comment names, `correction` the one whose correction is put in place;
    `masked` is what stands in the cell instead of a person's data."""

    kind: str
    correction: Fault | None = None
    said: list[Fault] = field(default_factory=list)
    masked: str | None = None

    def says(self, fault: Fault) -> bool:
        """Whether the comment names it already: many records may take a value from one cell."""
        return any((other.rule, other.message) == (fault.rule, fault.message) for other in self.said)


def marks_of(report: Report, accepted: Accepted, first_column: int) -> dict[Place, Mark]:
    """The marks by place. A fault of a whole row is shown in the table's first column; one of the whole
    file or of a column has no cell and stands in the report sheet only."""
    marks: dict[Place, Mark] = {}
    said: Counter[str] = Counter()
    for fault in _errors_first(report.faults):
        if fault.row is None:
            continue
        mark = marks.setdefault((fault.row, fault.column or first_column), Mark(fault.severity))
        if mark.correction is None and accepted.covers(fault):
            mark.kind, mark.correction = CORRECTED, fault
        if fault.rule.partition(":")[0] == PERSONAL:
            mark.masked = fault.value
        key = group_key(fault.rule, fault.field)
        if mark.says(fault):
            continue
        said[key] += 1
        if said[key] <= COMMENTED:
            mark.said.append(fault)
    return marks


def corrected(marks: Iterable[Mark]) -> int:
    """How many cells get a new value."""
    return sum(mark.correction is not None for mark in marks)


def _errors_first(faults: Iterable[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda fault: fault.severity == WARNING)
