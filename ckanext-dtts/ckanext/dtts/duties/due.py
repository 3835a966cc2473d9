"""What agencies owe: for the desk of those who send and approve for them, and for reminders."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from ckanext.dtts.duties import catalogue
from dtts.duties import Standing

SOON_DAYS = 30


def late_for(agency_ids: Collection[str], day: date) -> list[Standing]:
    """Entries of these agencies (ids) that are overdue on the day, the longest overdue first."""
    found = [one for one in _of(agency_ids, day) if one.overdue]
    return sorted(found, key=lambda one: (-(one.decisive.late_days if one.decisive else 0), one.entry.code))


def due_for(agency_ids: Collection[str], day: date, days: int = SOON_DAYS) -> list[Standing]:
    """Entries of these agencies (ids) that fall due within so many days and are not published for that yet,
    the next first."""
    found = [one for one in _of(agency_ids, day) if one.due_within(days)]
    return sorted(found, key=lambda one: (one.coming.obligation.due if one.coming else day, one.entry.code))


def _of(agency_ids: Collection[str], day: date) -> list[Standing]:
    wanted = frozenset(agency_ids)
    return [one for one in catalogue.on(day).standings if one.entry.agency in wanted] if wanted else []
