"""The balance of a run: every record that came in is counted under exactly one outcome."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Outcome = Literal["created", "updated", "unchanged", "failed", "held"]
OUTCOMES: tuple[Outcome, ...] = ("created", "updated", "unchanged", "failed", "held")


@dataclass(frozen=True, slots=True)
class Balance:
    """Numbers of records; `total` is what came in, and no number of its own that could differ."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0
    held: int = 0

    @property
    def total(self) -> int:
        """in = created + updated + unchanged + failed + held."""
        return self.created + self.updated + self.unchanged + self.failed + self.held

    def plus(self, outcome: Outcome, number: int = 1) -> Balance:
        """The balance with so many more records of one outcome."""
        return replace(self, **{outcome: getattr(self, outcome) + number})


def count(outcomes: Iterable[Outcome]) -> Balance:
    """The balance of records whose outcomes are given."""
    found = Balance()
    for each in outcomes:
        found = found.plus(each)
    return found
