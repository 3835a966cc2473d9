"""The verdict on one series against one target, with everything that it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import Enum
from fractions import Fraction
from typing import Any

from dtts.indicators.progress.growth import Growth
from dtts.indicators.progress.series import Point


class Status(str, Enum):
    """How it stands. NOT_MET is said when the target's day has come, or of a value that was to be kept."""

    ACHIEVED = "ACHIEVED"
    ON_TRACK = "ON_TRACK"
    NEEDS_ACCELERATION = "NEEDS_ACCELERATION"
    LIMITED_PROGRESS = "LIMITED_PROGRESS"
    DETERIORATION = "DETERIORATION"
    NOT_MET = "NOT_MET"
    NOT_ASSESSABLE = "NOT_ASSESSABLE"


@dataclass(frozen=True, slots=True)
class Way:
    """Along the straight line: `achieved_share` A is the part of the way that is done, `pace` L that part
    beside the part of the time that has gone (1 on the line), `expected` the line's value now. All exact."""

    achieved_share: Fraction
    pace: Fraction
    expected: Fraction


@dataclass(frozen=True, slots=True)
class History:
    """When the target was met first, in years, and whether every value since has met it; None when never."""

    first_met: Fraction | None = None
    held: bool | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """`way` is None where the baseline meets the target already, or nothing can be judged."""

    status: Status
    reasons: tuple[str, ...] = ()
    baseline: Point | None = None
    latest: Point | None = None
    way: Way | None = None
    growth: Growth = field(default_factory=Growth)
    history: History = field(default_factory=History)

    @property
    def provisional(self) -> bool:
        """Whether the judged value is an estimate or provisional."""
        return self.latest is not None and self.latest.provisional

    def to_dict(self) -> dict[str, Any]:
        """The verdict as JSON carries it; shares as decimals of six places."""
        from dtts.indicators.progress.words import reason_words, status_words

        ratio = self.growth.ratio
        way: Mapping[str, Fraction] = asdict(self.way) if self.way else {}
        return {
            "status": self.status.value,
            "status_words": status_words(self.status),
            "reasons": [{"code": code, "words": reason_words(code)} for code in self.reasons],
            "method": "linear-path",
            "bands": {"on_track": 0.95, "needs_acceleration": 0.6, "limited_progress": 0},
            "baseline": _point(self.baseline),
            "latest": _point(self.latest),
            "achieved_share": _number(way.get("achieved_share")),
            "pace": _number(way.get("pace")),
            "expected": _number(way.get("expected")),
            "growth_ratio": None if ratio is None else float(round(ratio, 6)),
            "growth_ratio_withheld": self.growth.withheld,
            "first_met": _number(self.history.first_met),
            "held": self.history.held,
            "provisional": self.provisional,
        }


def _point(point: Point | None) -> dict[str, Any] | None:
    if point is None:
        return None
    return {"at": _number(point.at), "value": _number(point.value), "status": point.status}


def _number(value: Fraction | None) -> float | None:
    return None if value is None else round(float(value), 6)
