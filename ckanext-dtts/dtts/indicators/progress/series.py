"""Values of one series in time, and which of them may be judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from dtts.errors import UsageError
from dtts.periods import Period

# CL_OBS_STATUS: O missing, M cannot exist, L not collected, Q suppressed, F forecast, V not validated.
_NOT_JUDGED = frozenset("OMLQFV")
_PROVISIONAL = frozenset("EP")
_BREAKS = ("BREAK", "NOT_COMP")


@dataclass(frozen=True, slots=True)
class Point:
    """A value at the end of its period; `at` counts years: 2023 ends at 2023, its first half at 2022 1/2.

    `status` is an OBS_STATUS and `comparability` a COMPARABILITY of the observation table; `value` is
    exact, or None with a status that explains it.
    """

    at: Fraction
    value: Fraction | None
    status: str = "A"
    comparability: str | None = None

    @property
    def usable(self) -> bool:
        """Whether the value may be judged."""
        return self.value is not None and self.status not in _NOT_JUDGED

    @property
    def provisional(self) -> bool:
        """Whether the value is an estimate or provisional."""
        return self.status in _PROVISIONAL

    @property
    def breaks(self) -> bool:
        """Whether the series begins anew here: what came before cannot be compared."""
        return self.status == "B" or self.comparability in _BREAKS


def point_in_time(period: Period) -> Fraction:
    """Where a period ends, in years, so that whole years are whole numbers."""
    return Fraction(period.end.year - 1) + Fraction(period.end.month, 12)


def usable_points(points: Iterable[Point]) -> tuple[Point, ...]:
    """The points that may be judged, in time. UsageError when two stand at one time: that is two series."""
    found = sorted((point for point in points if point.usable), key=lambda point: point.at)
    if len({point.at for point in found}) < len(found):
        raise UsageError("two values at one time: give the points of one series only")
    return tuple(found)


def is_broken(points: Sequence[Point], since: Fraction) -> bool:
    """Whether a break lies between `since` and the end; a series may well begin with one."""
    return any(point.breaks and point.at > since for point in points)
