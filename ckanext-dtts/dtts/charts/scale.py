"""Round numbers for an axis, and where values stand along it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

_LEAST = 1e-9
"""A span below it has no axis of its own: values of an axis are rounded to ten decimals."""
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis across: `low` stands at `left`, `high` at `right`."""

    low: float
    high: float
    left: float
    right: float

    def x(self, value: float) -> float:
        """Where a value stands, in units of the picture."""
        return round(self.left + (self.right - self.left) * (value - self.low) / (self.high - self.low), 1)


def ticks(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """At most `most` + 1 round values, evenly spaced, from zero or below `low` to `high` or above.

    An axis of amounts begins at zero, so that no difference looks larger than it is.
    """
    low, high = min(low, 0.0), max(high, 0.0)
    if high - low < _LEAST:
        high = low + 1.0
    step = _step((high - low) / most)
    first, last = math.floor(low / step), math.ceil(high / step)
    return tuple(round(number * step, 10) for number in range(first, last + 1))


def spaced(places: Sequence[float], least: float) -> list[int]:
    """Indices of places at least so far apart, from the first on: which labels of an axis have room."""
    kept: list[int] = []
    for index, place in enumerate(places):
        if not kept or place - places[kept[-1]] >= least:
            kept.append(index)
    return kept


def _step(rough: float) -> float:
    """The round number at or above."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in _STEPS if step * power >= rough * (1 - 1e-9))
