"""What agencies owe by the catalogue of what must be published: overdue, and due within a month."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from ckanext.dtts import registers
from ckanext.dtts.duties import catalogue
from dtts.duties import Standing

SOON_DAYS = 30


@dataclass(frozen=True)
class Owed:
    """One entry: its code, name and agency in both languages, the day, and by how many days it is late."""

    code: str
    name: Mapping[str, str]
    agency: Mapping[str, str]
    due: date
    late_days: int
    dataset: str | None

    @property
    def overdue(self) -> bool:
        """Whether the day has passed."""
        return self.late_days > 0


def by(agencies: Collection[str], *, overdue_only: bool = False) -> list[Owed]:
    """What these agencies owe, longest overdue first; nothing for no agency."""
    if not agencies:
        return []
    found = catalogue.on(registers.today())
    listed = [_owed(found, one) for one in found.standings if one.entry.agency in agencies]
    owed = [each for each in listed if each is not None and (each.overdue or not overdue_only)]
    return sorted(owed, key=lambda each: each.due)


def _owed(found: catalogue.Catalogue, one: Standing) -> Owed | None:
    kept = one.decisive if one.overdue else one.coming if one.due_within(SOON_DAYS) else None
    if kept is None:
        return None
    return Owed(
        one.entry.code,
        one.entry.title(),
        found.agency(one.entry.agency),
        kept.obligation.due,
        max(kept.late_days, 0) if one.overdue else 0,
        one.entry.dataset,
    )
