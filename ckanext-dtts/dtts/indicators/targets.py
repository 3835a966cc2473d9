"""Targets that decisions and plans set, from the register: compared in the words in which they were set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from dtts import formats
from dtts.indicators.progress import Direction, Goal
from dtts.registers import rows

Words = Mapping[str, str]

COUNTRY = "VN"
_COMPARED: Mapping[str, Words] = {
    "gt": {"vi": "trên {low}", "en": "more than {low}"},
    "ge": {"vi": "ít nhất {low}", "en": "at least {low}"},
    "eq": {"vi": "{low}", "en": "{low}"},
    "lt": {"vi": "dưới {low}", "en": "less than {low}"},
    "range": {"vi": "từ {low} đến {high}", "en": "{low} to {high}"},
    "approx": {"vi": "khoảng {low}", "en": "about {low}"},
    "qualitative": {"vi": "định tính, không có số", "en": "qualitative, without a figure"},
}
_STRICT = ("gt", "lt")


@dataclass(frozen=True, slots=True)
class Target:
    """`area_id` is None for a target that is set for each province. `low` and `high` are equal unless the
    comparator is a range, and None where the target is qualitative."""

    indicator: str
    level: str
    area_id: str | None
    year: int
    comparator: str
    low: Decimal | None
    high: Decimal | None
    baseline_year: int | None
    baseline_list: str | None
    note: str | None
    provenance: str
    confidence: str | None
    source: str

    def words(self, lang: str) -> str:
        """The comparison and its figures, without the unit: `trên 3`, `from 1 to 1.5`."""
        low, high = (formats.number(figure, lang) for figure in (self.low, self.high))
        return _COMPARED[self.comparator][lang].format(low=low, high=high)

    def goal(self, direction: str, *, is_percentage: bool = False) -> Goal | None:
        """What the progress rule judges by; None without a figure or a direction.

        A value beyond a range on its good side meets the target: a fall of 2 points is no failure where one
        of 1 to 1.5 was planned.
        """
        if self.low is None or self.high is None or direction not in ("up", "down"):
            return None
        towards: Direction = "up" if direction == "up" else "down"
        bound = Fraction(self.low if towards == "up" else self.high)
        limits = (Fraction(0), Fraction(100)) if is_percentage else (None, None)
        start = None if self.baseline_year is None else Fraction(self.baseline_year)
        strict = self.comparator in _STRICT
        return Goal(towards, bound, Fraction(self.year), start, limits=limits, strict=strict)

    def is_for(self, area_id: str, level: str) -> bool:
        """Whether it is set for that place: by its id, or for every place of its level."""
        return self.area_id == area_id or (self.area_id is None and self.level == level)


def targets_of(indicator: str, folder: Path | None = None) -> tuple[Target, ...]:
    """The targets of an indicator by year, from the registers of `folder` or of the package."""
    return tuple(target for target in _targets(folder) if target.indicator == indicator)


@lru_cache(maxsize=4)
def _targets(folder: Path | None) -> tuple[Target, ...]:
    return tuple(sorted(map(_target, rows("targets", folder)), key=lambda one: (one.indicator, one.year)))


def _target(row: Mapping[str, Any]) -> Target:
    return Target(
        row["indicator_code"],
        row["area_level"],
        COUNTRY if row["area_level"] == "country" else row["area_id"],
        int(row["target_year"]),
        row["comparator"],
        Decimal(row["value_low"]) if row["value_low"] else None,
        Decimal(row["value_high"]) if row["value_high"] else None,
        int(row["baseline_year"]) if row["baseline_year"] else None,
        row["baseline_list"],
        row["note"],
        row["provenance"],
        row["provenance_confidence"],
        row["provenance_note"] or "",
    )
