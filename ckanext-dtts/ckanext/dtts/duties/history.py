"""The percentage at the ends of the last months, by the catalogue as it is now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from dtts.duties import Entry, Published, Share, share_of

MONTHS = 12
Pairs = Sequence[tuple[Entry, Published]]


def by_month(pairs: Pairs, on: date, months: int = MONTHS) -> list[tuple[date, Share]]:
    """Last days of the months before `on` with the share on each, oldest first.

    Counted with these entries and with what was public then: it says how publication went, not how the
    catalogue was decided.
    """
    return [(day, _share_on(pairs, day)) for day in list(_month_ends(on, months))[::-1]]


def _share_on(pairs: Pairs, day: date) -> Share:
    found = [share_of(entry, published, day) for entry, published in pairs]
    return Share(sum(fresh for fresh, _ in found), sum(counted for _, counted in found))


def _month_ends(on: date, months: int) -> Iterator[date]:
    for _ in range(months):
        on = on.replace(day=1) - timedelta(days=1)
        yield on
