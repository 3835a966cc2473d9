"""One conversion: what was given, what it was taken for, what it is on the later day, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from dtts.units.candidate import Candidate
from dtts.units.change import Link
from dtts.units.unit import Unit, Words

Fate = Literal[
    "unchanged",
    "same-extent",
    "whole",
    "split",
    "dissolved",
    "retired",
    "current",
    "ambiguous",
    "unknown",
]

FATES: Mapping[Fate, Words] = {
    "unchanged": {"vi": "Không thay đổi", "en": "Unchanged"},
    "same-extent": {"vi": "Giữ nguyên phạm vi", "en": "Same extent"},
    "whole": {"vi": "Nhập nguyên vẹn", "en": "Merged whole"},
    "split": {"vi": "Bị chia, không rõ tỷ lệ", "en": "Divided, shares unknown"},
    "dissolved": {"vi": "Cấp huyện đã kết thúc", "en": "District level dissolved"},
    "retired": {
        "vi": "Đã kết thúc trước đó, không có ghi chép về kế tiếp",
        "en": "Ended earlier, successors not recorded",
    },
    "current": {"vi": "Đã là đơn vị mới", "en": "Already a current unit"},
    "ambiguous": {"vi": "Cần chọn", "en": "Needs a choice"},
    "unknown": {"vi": "Không xác định được", "en": "Not recognised"},
}


@dataclass(frozen=True, slots=True)
class Conversion:
    """`links` lead to the later units; `candidates` are offered when the input could not be settled."""

    given: str
    on: date | None
    to: date
    old: Unit | None
    flag: Fate
    links: tuple[Link, ...]
    candidates: tuple[Candidate, ...]
    reason: Words

    @property
    def targets(self) -> tuple[Unit, ...]:
        """The units of the later day."""
        return tuple(link.new for link in self.links)

    def to_dict(self) -> dict[str, Any]:
        """The conversion as JSON carries it."""
        return {
            "given": self.given,
            "on": self.on.isoformat() if self.on else None,
            "to": self.to.isoformat(),
            "flag": self.flag,
            "flag_text": dict(FATES[self.flag]),
            "old": self.old.to_dict() if self.old else None,
            "new": [
                {**link.new.to_dict(), "flag": link.flag, "default": link.default} for link in self.links
            ],
            "candidates": [candidate.to_dict() for candidate in self.candidates],
            "reason": dict(self.reason),
        }
