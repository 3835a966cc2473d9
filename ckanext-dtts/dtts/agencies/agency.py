"""The register of agencies: in force on a day, found by name, followed to today's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dtts.errors import UsageError
from dtts.registers import rows
from dtts.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency; an unknown start (`valid_from` None) is an open one."""

    id: str
    name: str
    short_name: str
    level: str
    role: str | None
    valid_from: date | None
    valid_to: date | None
    successor: str | None
    provenance: str
    provenance_confidence: str | None
    provenance_note: str | None

    def valid_on(self, on: date) -> bool:
        """Whether the agency existed on the day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


@dataclass(frozen=True, eq=False)
class Agencies:
    """All agencies by id; immutable."""

    all: Mapping[str, Agency]

    @staticmethod
    def load(folder: Path | None = None) -> Agencies:
        """The register of `folder`, or of the package; read once a process."""
        return _load(folder)

    def agency(self, name: str) -> Agency:
        """The agency of that id; UsageError lists the ids."""
        if name not in self.all:
            raise UsageError(f"unknown agency {name!r}; known are: {', '.join(self.all)}")
        return self.all[name]

    def find(self, text: str, on: date) -> tuple[Agency, ...]:
        """The agencies of that name or abbreviation, those of the day first."""
        key = fold(text)
        named = [a for a in self.all.values() if key in (fold(a.name), fold(a.short_name))]
        return tuple(sorted(named, key=lambda agency: not agency.valid_on(on)))

    def in_force(self, name: str, on: date) -> Agency | None:
        """The agency itself or the one that came after it, as of the day.

        None when it had not begun, or ended without a successor that is known.
        """
        agency: Agency | None = self.agency(name)
        while agency is not None and agency.valid_to is not None and agency.valid_to < on:
            agency = self.all.get(agency.successor) if agency.successor else None
        return agency if agency is not None and agency.valid_on(on) else None

    def predecessors(self, name: str) -> tuple[Agency, ...]:
        """The agencies that this one followed."""
        return tuple(agency for agency in self.all.values() if agency.successor == name)


@lru_cache(maxsize=4)
def _load(folder: Path | None) -> Agencies:
    agencies = [_agency(row) for row in rows("agencies", folder)]
    return Agencies(MappingProxyType({agency.id: agency for agency in agencies}))


def _agency(row: Mapping[str, Any]) -> Agency:
    return Agency(
        id=row["agency"],
        name=row["name_vi"],
        short_name=row["short_name_vi"] or "",
        level=row["level"],
        role=row["role_vi"],
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        successor=row["successor"],
        provenance=row["provenance"],
        provenance_confidence=row["provenance_confidence"],
        provenance_note=row["provenance_note"],
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
