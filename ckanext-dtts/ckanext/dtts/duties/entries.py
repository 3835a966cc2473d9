"""Entries of the catalogue as they stand now, or as its log had them on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import CatalogueEntry, EntryChange
from dtts.duties import Entry, Refused, Schedule, read_schedule
from dtts.errors import UsageError

FIELDS = (
    "code", "name", "name_en", "agency_id", "area_id", "frequency", "due", "first_period", "ended",
    "legal_basis", "provenance", "note", "package_id", "slug", "demo",
)  # fmt: skip
"""What an entry says; a change keeps all of it."""
_COLUMNS = [getattr(CatalogueEntry, name) for name in FIELDS]


@dataclass(frozen=True, slots=True)
class Held:
    """An entry with its key in the database and the dataset of its table."""

    id: UUID
    entry: Entry
    package_id: str | None


def now_held() -> list[Held]:
    """All entries as they stand, by code."""
    query = sa.select(CatalogueEntry.id, *_COLUMNS, model.Package.name.label("dataset"))
    query = query.outerjoin(model.Package, model.Package.id == CatalogueEntry.package_id)
    return [held(row) for row in model.Session.execute(query.order_by(CatalogueEntry.code)).mappings()]


def held_at(moment: datetime) -> list[Held]:
    """All entries as the log had them at a moment, by code; those that came later are not among them."""
    last = (
        sa.select(EntryChange.entry_id, EntryChange.content)
        .where(EntryChange.at < moment)
        .distinct(EntryChange.entry_id)
        .order_by(EntryChange.entry_id, EntryChange.seq.desc())
    )
    rows = list(model.Session.execute(last).tuples())
    names = _datasets(content["package_id"] for _, content in rows)
    found = [
        held({**content, "id": entry_id, "dataset": names.get(content["package_id"])})
        for entry_id, content in rows
    ]
    return sorted(found, key=lambda each: each.entry.code)


def log_begins() -> datetime | None:
    """The moment of the first change; None while the catalogue is empty."""
    return model.Session.scalar(sa.select(EntryChange.at).order_by(EntryChange.seq).limit(1))


def held(row: Mapping[str, Any]) -> Held:
    """A row of the table, or the content of a change, as an entry; UsageError when it has no schedule."""
    entry = Entry(
        code=row["code"],
        name=row["name"],
        name_en=row["name_en"],
        agency=row["agency_id"],
        area_id=row["area_id"],
        schedule=_schedule(row["frequency"], row["due"], row["first_period"]),
        ended=_day(row["ended"]),
        legal_basis=row["legal_basis"],
        provenance=row["provenance"],
        note=row["note"],
        dataset=row["dataset"],
        table=row["slug"],
        demo=row["demo"],
    )
    return Held(row["id"], entry, row["package_id"])


@lru_cache(maxsize=4096)
def _schedule(frequency: str, due: str, first_period: str) -> Schedule:
    read = read_schedule(frequency, due, first_period)
    if isinstance(read, Refused):
        raise UsageError(f"{read.part} {read.text!r} of a kept entry is not read: {read.reason['en']}")
    return read


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _datasets(ids: Iterable[str | None]) -> dict[str, str]:
    wanted = {each for each in ids if each}
    query = sa.select(model.Package.id, model.Package.name).where(model.Package.id.in_(wanted))
    return dict(model.Session.execute(query).tuples().all()) if wanted else {}
