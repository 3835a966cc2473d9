"""An entry of the catalogue of what must be published: apart from the dataset that fulfils it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dtts.duties.schedule import Schedule

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """`code` is its name in the catalogue and never changes; `agency` the id of the agency that owes it.

    `ended` is the last day on which it stands in the catalogue. `dataset` and `table` are the address of
    what fulfils it, None while nothing does yet. `provenance` says whether `legal_basis` was found in a
    source; `demo` that the entry is no decision of anybody.
    """

    code: str
    name: str
    agency: str
    area_id: str
    schedule: Schedule
    name_en: str | None = None
    ended: date | None = None
    legal_basis: str | None = None
    provenance: str | None = None
    note: str | None = None
    dataset: str | None = None
    table: str | None = None
    demo: bool = False

    def stands_on(self, on: date) -> bool:
        """Whether the entry had not ended before the day."""
        return self.ended is None or on <= self.ended

    def title(self) -> Words:
        """The name in both languages, the Vietnamese one where no other is given."""
        return {"vi": self.name, "en": self.name_en or self.name}

    def to_dict(self) -> dict[str, Any]:
        """The entry as JSON carries it and as a change of the catalogue keeps it."""
        return {
            "code": self.code,
            "name": self.name,
            "name_en": self.name_en,
            "agency": self.agency,
            "area_id": self.area_id,
            "frequency": self.schedule.frequency,
            "due": self.schedule.rule,
            "first_period": self.schedule.first.sdmx,
            "ended": self.ended.isoformat() if self.ended else None,
            "legal_basis": self.legal_basis,
            "provenance": self.provenance,
            "note": self.note,
            "dataset": self.dataset,
            "table": self.table,
            "demo": self.demo,
        }
