"""How an entry stands on a day: fresh, late, never published, or not asked yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from dtts.duties.entry import Entry
from dtts.duties.publication import Publication, Published
from dtts.duties.schedule import Obligation

Words = Mapping[str, str]
State = Literal["fresh", "late", "not_published", "not_due", "ad_hoc", "ended"]

STATES: Mapping[State, Words] = MappingProxyType(
    {
        "fresh": {"vi": "Đã công bố, cập nhật", "en": "Published and up to date"},
        "late": {"vi": "Quá hạn cập nhật", "en": "Update overdue"},
        "not_published": {"vi": "Quá hạn, chưa công bố", "en": "Overdue, not published"},
        "not_due": {"vi": "Chưa đến hạn", "en": "Not due yet"},
        "ad_hoc": {"vi": "Không có hạn", "en": "No due day"},
        "ended": {"vi": "Đã kết thúc", "en": "Ended"},
    }
)
"""Each state as people read it."""
DUE: frozenset[State] = frozenset({"fresh", "late", "not_published"})
"""States of entries of which something has fallen due: what the percentage counts."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An obligation with the publication that fulfilled it by the day looked at, None for none.

    `late_days`: from the due day to the publication, or to that day while there is none; below zero for
    days before the due day, at which only fulfilled ones are looked.
    """

    obligation: Obligation
    publication: Publication | None
    late_days: int


@dataclass(frozen=True, slots=True)
class Standing:
    """`entry` on the day `on`.

    `decisive` is the oldest of the obligations that its deadlines last put due and that nothing fulfils;
    when all are fulfilled, the newest. None when nothing has fallen due. `coming` is the next obligation,
    with the publication that already fulfils it.
    """

    entry: Entry
    on: date
    state: State
    decisive: Kept | None
    coming: Kept | None

    @property
    def counted(self) -> bool:
        """Whether something has fallen due: whether the entry is in the percentage."""
        return self.state in DUE

    @property
    def fresh(self) -> bool:
        """Whether all that last fell due is published."""
        return self.state == "fresh"

    @property
    def overdue(self) -> bool:
        """Whether something that last fell due is not published."""
        return self.state in ("late", "not_published")

    def due_within(self, days: int) -> bool:
        """Whether the next obligation is due within so many days and not fulfilled yet."""
        if self.coming is None or self.coming.publication is not None:
            return False
        return (self.coming.obligation.due - self.on).days <= days


def standing(entry: Entry, published: Published, on: date) -> Standing:
    """How the entry stands at the end of the day, by the publications of its table."""
    if not entry.stands_on(on):
        return Standing(entry, on, "ended", None, None)
    if entry.schedule.frequency == "ad_hoc":
        return Standing(entry, on, "ad_hoc", None, None)
    kept = [_kept(entry, each, published, on) for each in entry.schedule.passed(on)]
    missing = next((each for each in kept if each.publication is None), None)
    decisive = missing or (kept[-1] if kept else None)
    return Standing(entry, on, _state(decisive, published, on), decisive, _coming(entry, published, on))


def share_of(entry: Entry, published: Published, on: date) -> tuple[bool, bool]:
    """Whether the entry is fresh on the day, and whether it is counted: all that a percentage needs."""
    if not entry.stands_on(on) or entry.schedule.frequency == "ad_hoc":
        return False, False
    dated = entry.schedule.frequency != "once"
    passed = entry.schedule.passed(on)
    fresh = all(published.first_answer(each, on, dated=dated) is not None for each in passed)
    return bool(passed) and fresh, bool(passed)


def past(entry: Entry, published: Published, on: date) -> Iterator[Kept]:
    """Every obligation that fell due before the day and while the entry stood, newest first."""
    for each in entry.schedule.until(on):
        if entry.stands_on(each.due):
            yield _kept(entry, each, published, on)


def _kept(entry: Entry, one: Obligation, published: Published, on: date) -> Kept:
    found = published.first_answer(one, on, dated=entry.schedule.frequency != "once")
    return Kept(one, found, ((found.published if found else on) - one.due).days)


def _coming(entry: Entry, published: Published, on: date) -> Kept | None:
    one = entry.schedule.coming(on)
    if one is None or not entry.stands_on(one.due):
        return None
    return _kept(entry, one, published, on)


def _state(decisive: Kept | None, published: Published, on: date) -> State:
    if decisive is None:
        return "not_due"
    if decisive.publication is not None:
        return "fresh"
    return "late" if published.any_on(on) else "not_published"
