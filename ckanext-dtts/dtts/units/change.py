"""What became of a unit: one row of the register of changes, and the answer to a question about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from dtts.units.unit import Unit, Words

Flag = Literal["unchanged", "same-extent", "whole", "split", "dissolved", "unknown"]
"""unchanged: the same place on both days. same-extent: one whole unit became exactly this one. whole: it
went whole into a larger one. split: divided, shares unknown. dissolved: ended without a successor of its
level. unknown: no such unit, or what followed was not recorded."""


@dataclass(frozen=True, slots=True)
class Change:
    """One pair of the register: `old_id` became (part of) `new_id`, or ended when that is None.

    `effective` None: the change is reported but its day is not known, so it is not applied.
    """

    old_id: str
    new_id: str | None
    new_name: str | None
    old_name: str
    kind: str
    default: bool
    whole: bool
    effective: date | None
    legal_basis: str
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Link:
    """A pair of units, and how much of the old one the new one received.

    `default` marks where a divided unit is counted when a single target is needed; using it is an
    assumption that must be shown.
    """

    old: Unit
    new: Unit
    flag: Flag
    default: bool
    change: Change | None

    def to_dict(self) -> dict[str, Any]:
        """The pair as JSON carries it."""
        change = self.change
        return {
            "old": self.old.to_dict(),
            "new": self.new.to_dict(),
            "flag": self.flag,
            "default": self.default,
            "kind": change.kind if change else None,
            "effective": change.effective.isoformat() if change and change.effective else None,
            "legal_basis": change.legal_basis if change else None,
            "note": change.note if change else None,
            "source": change.source if change else None,
        }


@dataclass(frozen=True, slots=True)
class Succession:
    """The answer of `successors` and `predecessors`: the unit asked about, its links, and a sentence."""

    unit: Unit | None
    flag: Flag
    links: tuple[Link, ...]
    reason: Words

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON carries it."""
        return {
            "unit": self.unit.to_dict() if self.unit else None,
            "flag": self.flag,
            "links": [link.to_dict() for link in self.links],
            "reason": dict(self.reason),
        }


@dataclass(frozen=True, slots=True)
class RejectedPair:
    """A pair of a public conversion table that is not used, and why."""

    old_id: str
    old_name: str
    old_district: str
    old_province: str
    new_id: str
    new_name: str
    km_from_new_unit: float
    kept_target: str
    km_from_kept_target: float
    reason: str
    source: str
