"""What was published, and whether that is what an obligation asks for.

A publication counts for an obligation, as of a day, when all of this holds:

1. it was public by the end of that day and has been neither withdrawn nor undone since. One that a newer
   version replaced goes on counting: it stays readable at its own address;
2. it is about the period. Where the table says periods in its rows, those rows that are no plan and no target
   must together contain the whole period. Where it has no column for that, it must have been published on
   the period's last day or later; for what is owed once, any day will do;
3. it is as final as is owed: figures marked as provisional or estimated for any day of the period do for a
   provisional deadline only. Figures without such a mark are final.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, islice
from typing import NamedTuple

from dtts.duties.schedule import Obligation
from dtts.periods import Period

ONE_DAY = timedelta(days=1)


class Span(NamedTuple):
    """Days from `start` to `end`, both included, that the rows of a table are about."""

    start: date
    end: date
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Publication:
    """A version of a table, public from `published` on and not any more from `ended` on.

    `spans` None: the table has no column that says its periods. Else they are as `spans_of` gives them.
    """

    version: int
    published: date
    ended: date | None = None
    spans: tuple[Span, ...] | None = None

    def counts_on(self, on: date) -> bool:
        """Whether it was public by the end of the day and still is."""
        return self.published <= on and (self.ended is None or on < self.ended)

    def answers(self, one: Obligation, *, dated: bool = True) -> bool:
        """Whether it is what the obligation asks for; `dated` False: it may be older than the period."""
        if self.spans is None:
            return not dated or self.published >= one.period.end
        if one.provisional:
            return contained(one.period, self.spans)
        return contained(one.period, [span for span in self.spans if not span.provisional])

    @property
    def reach(self) -> date:
        """The last day of a period that it can answer for; no period that ends later is asked of it."""
        if self.spans is None:
            return self.published
        return max((span.end for span in self.spans), default=date.min)


class Published:
    """The publications of one table, found without looking at each: a table may have hundreds of versions."""

    __slots__ = ("_all", "_reaches")

    def __init__(self, publications: Iterable[Publication] = ()) -> None:
        self._all = sorted(publications, key=lambda each: (each.published, each.version))
        # How far any of those up to a place reaches: before the first that reaches far enough, none answers.
        self._reaches = list(accumulate((each.reach for each in self._all), max))

    def __iter__(self) -> Iterator[Publication]:
        return iter(self._all)

    def first_answer(self, one: Obligation, on: date, *, dated: bool = True) -> Publication | None:
        """The earliest publication that counts for the obligation as of a day; None for none.

        `dated` False: one whose table says no periods may be older than the period.
        """
        start = bisect_left(self._reaches, one.period.end) if dated else 0
        for each in islice(self._all, start, None):
            if each.published > on:
                return None
            if each.counts_on(on) and each.answers(one, dated=dated):
                return each
        return None

    def any_on(self, on: date) -> bool:
        """Whether anything was public by the end of the day and still is."""
        return any(each.counts_on(on) for each in self._all)


NOTHING = Published()
"""Of a table that was never published, or that there is not."""


def contained(period: Period, spans: Sequence[Span]) -> bool:
    """Whether the spans, in their order, together hold every day of the period."""
    needed = period.start
    for span in spans:
        if span.start > needed:
            return False
        if span.end >= period.end:
            return True
        needed = max(needed, span.end + ONE_DAY)
    return False


def spans_of(stated: Iterable[Span]) -> tuple[Span, ...]:
    """What single rows are about, joined where it touches.

    A period that any row calls provisional is so as a whole: a table is as final as its weakest row.
    """
    weakest: dict[tuple[date, date], bool] = {}
    for start, end, provisional in stated:
        weakest[start, end] = weakest.get((start, end), False) or provisional
    joined: list[Span] = []
    for mark in (False, True):
        for (start, end), provisional in sorted(weakest.items()):
            if provisional is mark:
                _join(joined, Span(start, end, mark))
    return tuple(sorted(joined))


def _join(joined: list[Span], span: Span) -> None:
    last = joined[-1] if joined else None
    if last is None or last.provisional != span.provisional or span.start > last.end + ONE_DAY:
        joined.append(span)
    else:
        joined[-1] = Span(last.start, max(last.end, span.end), span.provisional)
