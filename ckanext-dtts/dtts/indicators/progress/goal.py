"""What is aimed at."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from dtts.errors import UsageError

Direction = Literal["up", "down", "hold_min", "hold_max", "range"]
"""up, down: the target lies above or below the baseline. hold_min, hold_max: not to fall below, not to rise
above. range: to be between two bounds."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A target and its day, with the baseline that it was set against.

    `target` is the lower bound of a range, `upper` the other. `due` and `baseline_at` are in years as in
    `Point`; without `baseline_at` the first value is the baseline. `period` is the length of a period in
    years. `strict` asks for more than the target, not for the target itself. `limits` are the least and the
    most that a value can be: a rate over 100 % is an error, not a success.
    """

    direction: Direction
    target: Fraction
    due: Fraction
    baseline_at: Fraction | None = None
    upper: Fraction | None = None
    tolerance: Fraction = Fraction(0)
    period: Fraction = Fraction(1)
    limits: tuple[Fraction | None, Fraction | None] = (None, None)
    strict: bool = False

    def __post_init__(self) -> None:
        if (self.direction == "range") != (self.upper is not None):
            raise UsageError("a range has two bounds and no other direction has: give `upper` with `range`")

    @property
    def sign(self) -> int:
        """1 where more is better, -1 where less is."""
        return -1 if self.direction in ("down", "hold_max") else 1

    @property
    def holds(self) -> bool:
        """Whether the aim is to keep a value and not to reach one."""
        return self.direction in ("hold_min", "hold_max")

    def is_met(self, value: Fraction) -> bool:
        """Whether a value meets the target, within the tolerance."""
        if self.upper is not None:
            return self.target - self.tolerance <= value <= self.upper + self.tolerance
        beyond = self.sign * (value - self.target)
        return beyond > 0 if self.strict else beyond >= -self.tolerance

    def bound_for(self, baseline: Fraction) -> Fraction:
        """The target that a baseline is on its way to: of a range the nearer bound."""
        if self.upper is not None and baseline > self.upper:
            return self.upper
        return self.target

    def is_possible(self, value: Fraction) -> bool:
        """Whether a value lies within the limits."""
        low, high = self.limits
        return (low is None or value >= low) and (high is None or value <= high)
