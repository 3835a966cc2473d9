"""Classes of a map of counts: whole numbers of equal width, as few as are needed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MOST = 5


@dataclass(frozen=True, slots=True)
class Step:
    """Counts from `low` to `high`, both included; `shade` goes from 1 (light) to 5 (dark)."""

    low: int
    high: int
    shade: int

    def holds(self, count: int) -> bool:
        """Whether a count is of this class."""
        return self.low <= count <= self.high


def steps(counts: Iterable[int]) -> tuple[Step, ...]:
    """At most five classes from 1 to the largest count, the darkest for the largest; none without a count."""
    largest = max(counts, default=0)
    width = -(-largest // MOST) or 1
    lows = range(1, largest + 1, width)
    return tuple(Step(low, low + width - 1, MOST - len(lows) + at) for at, low in enumerate(lows, 1))
