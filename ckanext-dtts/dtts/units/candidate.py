"""A unit that a name may mean, how sure that is, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from dtts.units.unit import Unit, Words

Reason = Literal[
    "exact",
    "alias",
    "spelling",
    "unmarked",
    "later-province",
    "other-type",
    "other-marks",
    "typo",
    "leading-zero",
]

SCORES: dict[Reason, int] = {
    "exact": 100,
    "alias": 98,
    "spelling": 95,
    "unmarked": 85,
    "later-province": 75,
    "other-type": 70,
    "leading-zero": 65,
    "other-marks": 60,
    "typo": 45,
}
CERTAIN: frozenset[Reason] = frozenset({"exact", "alias", "spelling", "unmarked"})
"""Reasons for which a single candidate is the answer; with any other it is only proposed."""

REASONS: dict[Reason, Words] = {
    "exact": {"vi": "trùng tên", "en": "same name"},
    "alias": {"vi": "tên gọi khác đã biết", "en": "known other name"},
    "spelling": {
        "vi": "khác cách viết (i/y, Đắk/Đăk, dấu nháy, gạch nối)",
        "en": "usual variant of spelling",
    },
    "unmarked": {"vi": "tên viết thiếu dấu", "en": "name written without marks"},
    "later-province": {
        "vi": "nằm trong địa bàn nay thuộc tỉnh đã nêu",
        "en": "lies in what is now the province named",
    },
    "other-type": {"vi": "trùng tên nhưng khác loại đơn vị", "en": "same name, another type of unit"},
    "other-marks": {"vi": "khác dấu", "en": "other marks"},
    "typo": {"vi": "gần giống, có thể gõ nhầm", "en": "similar, perhaps a slip of typing"},
    "leading-zero": {"vi": "mã có thể đã mất số 0 ở đầu", "en": "the code may have lost its leading zero"},
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """`score` orders candidates, 100 for the name itself; it is no probability.

    `typed`: the type of unit was named too and agrees.
    """

    unit: Unit
    reason: Reason
    typed: bool
    path: tuple[Unit, ...]

    @property
    def score(self) -> float:
        """The score of the reason; a type that agrees puts a candidate before those without one."""
        return SCORES[self.reason] + (0.5 if self.typed else 0.0)

    @property
    def certain(self) -> bool:
        """Whether this candidate, when it is alone, is the answer."""
        return self.reason in CERTAIN

    def label(self, lang: str = "vi") -> str:
        """The unit with what it belongs to, the smallest first."""
        return ", ".join(unit.label(lang) for unit in reversed(self.path))

    def to_dict(self) -> dict[str, Any]:
        """The candidate as JSON carries it."""
        return {
            "unit": self.unit.to_dict(),
            "score": self.score,
            "reason": self.reason,
            "reason_text": dict(REASONS[self.reason]),
            "path": [
                {"area_id": unit.area_id, "name": unit.name, "name_en": unit.name_en} for unit in self.path
            ],
        }


@dataclass(frozen=True, slots=True)
class Resolved:
    """One unit and no other fits."""

    candidate: Candidate

    @property
    def unit(self) -> Unit:
        """The unit found."""
        return self.candidate.unit


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several units fit, or one that is only likely: a person or more context has to choose."""

    candidates: tuple[Candidate, ...]
    reason: Words


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing fits."""

    reason: Words


Resolution = Resolved | Ambiguous | Unknown
