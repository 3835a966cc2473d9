"""Classes of a map of measured values: about as many areas in each, named by the values that they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from dtts.maps.steps import MOST


@dataclass(frozen=True, slots=True)
class Band:
    """`low` and `high` are the least and the greatest value of the class, not bounds between classes;
    `shade` goes from 1 (light) to 5 (dark)."""

    low: float
    high: float
    shade: int

    def holds(self, value: float) -> bool:
        """Whether a value is of this class."""
        return self.low <= value <= self.high


def bands(values: Iterable[float]) -> tuple[Band, ...]:
    """At most five classes by rank, the darkest for the largest; equal values are never parted.

    Classes by rank (quantiles) show a country in which a few provinces stand far above the others, where
    classes of equal width would leave all the others in one.
    """
    counts = sorted(Counter(values).items())
    most, total, passed = min(MOST, len(counts)), sum(count for _, count in counts), 0
    placed: list[tuple[int, float]] = []
    for value, count in counts:
        # Where the middle of these equal values stands among all, as a class.
        placed.append((int((passed + count / 2) * most / total), value))
        passed += count
    found = [[value for _, value in group] for _, group in groupby(placed, key=lambda one: one[0])]
    return tuple(Band(held[0], held[-1], MOST - len(found) + at) for at, held in enumerate(found, 1))
