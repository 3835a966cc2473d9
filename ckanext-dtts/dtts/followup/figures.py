"""Figures of follow-up by agency and year, each with the recommendations that it counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from dtts.followup.standing import Standing, State

Axis = Literal["agency", "year"]
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Figure:
    """The recommendations of an `agency` (the one addressed) that are due in a `year`; None is all of them.

    `behind` are the standings that it counts, every row once.
    """

    agency: str | None
    year: int | None
    behind: tuple[Standing, ...]

    def of(self, state: State) -> tuple[Standing, ...]:
        """Those that stand so."""
        return tuple(one for one in self.behind if one.state == state)

    @property
    def fallen_due(self) -> tuple[Standing, ...]:
        """Those whose due day has passed and that were not withdrawn: the denominator of the share."""
        return tuple(one for one in self.behind if one.fallen_due)

    @property
    def on_time(self) -> tuple[Standing, ...]:
        """Those of them that were done on time, as confirmed: the numerator of the share."""
        return tuple(one for one in self.fallen_due if one.state == "done_on_time")

    @property
    def percent_on_time(self) -> Decimal | None:
        """`100 * on_time / fallen_due`, to one decimal, halves up; None when nothing has fallen due."""
        due = len(self.fallen_due)
        if not due:
            return None
        return (Decimal(100 * len(self.on_time)) / due).quantize(_TENTH, ROUND_HALF_UP)


def figures(standings: Iterable[Standing], by: Iterable[Axis] = ("agency", "year")) -> tuple[Figure, ...]:
    """A figure for each agency and year of the due day that there is, sorted; `by` may name one of the two,
    or none for one figure of all."""
    axes = frozenset(by)
    groups: dict[tuple[str | None, int | None], list[Standing]] = {}
    for one in standings:
        agency = one.recommendation.addressed_to if "agency" in axes else None
        year = one.recommendation.due_on.year if "year" in axes else None
        groups.setdefault((agency, year), []).append(one)
    ordered = sorted(groups.items(), key=lambda item: (item[0][0] or "", item[0][1] or 0))
    return tuple(Figure(agency, year, tuple(behind)) for (agency, year), behind in ordered)
