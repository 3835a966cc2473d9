"""The percentage at the ends of the last months, by the catalogue as it is now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ckanext.dtts.duties.catalogue import Catalogue
from dtts.duties import Share, share, standing

MONTHS = 12


def by_month(catalogue: Catalogue, months: int = MONTHS) -> list[tuple[date, Share]]:
    """Last days of the months before the catalogue's day with the share on each, oldest first.

    Counted with today's entries and with what was public then: it says how publication went, not how the
    catalogue was decided.
    """
    days = list(_month_ends(catalogue.on, months))[::-1]
    return [(day, _share_on(catalogue, day)) for day in days]


def _share_on(catalogue: Catalogue, day: date) -> Share:
    return share(standing(each.entry, catalogue.publications_of(each), day) for each in catalogue.held)


def _month_ends(on: date, months: int) -> Iterator[date]:
    for _ in range(months):
        on = on.replace(day=1) - timedelta(days=1)
        yield on
