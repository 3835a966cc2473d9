"""What the pages of monitoring count: rows of a choice, and how many there are of each value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from ckanext.dtts.followup import published
from ckanext.dtts.followup.published import Dataset, Entry
from ckanext.dtts.registers import today
from ckanext.dtts.views.monitoring_choice import DONE, DUE, Choice
from dtts.followup import Evaluation, Figure, Finding, Standing, Visit, figures

Row = TypeVar("Row")
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Tally(Generic[Key]):
    """A value and the entries that have it."""

    value: Key
    entries: Sequence[Entry[Any]]

    @property
    def count(self) -> int:
        return len(self.entries)


@dataclass(frozen=True)
class Share:
    """The recommendations that are addressed to an agency: of each year of their due day, and all of them."""

    whole: Figure
    by_year: Mapping[int | None, Figure]


@dataclass(frozen=True)
class Shares:
    """Those of one dataset, with the years of its due days."""

    dataset: Dataset
    years: Sequence[int]
    agencies: Sequence[Share]


@dataclass(frozen=True)
class Seen:
    """Everything of a choice, the newest first, recommendations as they stand on the day `on`."""

    on: date
    visits: tuple[Entry[Visit], ...]
    findings: tuple[Entry[Finding], ...]
    standings: tuple[Entry[Standing], ...]
    evaluations: tuple[Entry[Evaluation], ...]

    @property
    def whole(self) -> Figure | None:
        """The one figure of all recommendations; None without any."""
        return next(iter(figures((one.row for one in self.standings), by=())), None)

    @property
    def done(self) -> tuple[Entry[Standing], ...]:
        """Recommendations that were done, as confirmed, the latest first."""
        return done(self.standings)

    @property
    def any(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.visits or self.findings or self.standings or self.evaluations)


def gather(choice: Choice) -> Seen:
    """All of a choice."""
    return Seen(today(), visits(choice), findings(choice), standings(choice), evaluations(choice))


def visits(choice: Choice) -> tuple[Entry[Visit], ...]:
    """The newest first."""
    return published.visits(choice.asked, choice.among)[::-1]


def findings(choice: Choice) -> tuple[Entry[Finding], ...]:
    """The newest first, without those that were withdrawn."""
    return tuple(one for one in all_findings(choice) if one.row.withdrawn_on is None)


def all_findings(choice: Choice) -> tuple[Entry[Finding], ...]:
    """The newest first, tombstones of withdrawn ones among them."""
    return published.findings(choice.asked, choice.among)[::-1]


def standings(choice: Choice) -> tuple[Entry[Standing], ...]:
    """As of today, the newest first."""
    found = published.standings(today(), choice.asked, choice.among)[::-1]
    return tuple(
        one
        for one in found
        if choice.to in (None, one.row.recommendation.addressed_to) and is_in(one.row, choice.state)
    )


def evaluations(choice: Choice) -> tuple[Entry[Evaluation], ...]:
    """The newest first."""
    return published.evaluations(choice.asked, choice.among)[::-1]


def is_in(standing: Standing, state: str | None) -> bool:
    """Whether a recommendation stands so; DONE and DUE are of several states."""
    if state == DONE:
        return standing.done_on is not None
    return standing.fallen_due if state == DUE else state in (None, standing.state)


def done(entries: Iterable[Entry[Standing]]) -> tuple[Entry[Standing], ...]:
    """Those that were done, the latest first."""
    found = [one for one in entries if one.row.done_on]
    return tuple(sorted(found, key=lambda one: one.row.done_on or date.min, reverse=True))


def tallies(entries: Iterable[Entry[Row]], of: Callable[[Entry[Row]], Key]) -> list[Tally[Key]]:
    """How many entries have each value, most first; entries without a value are left out."""
    groups: dict[Key, list[Entry[Row]]] = defaultdict(list)
    for one in entries:
        groups[of(one)].append(one)
    found = [Tally(value, own) for value, own in groups.items() if value not in (None, "")]
    return sorted(found, key=lambda tally: (-tally.count, str(tally.value)))


def shares(entries: Iterable[Entry[Standing]]) -> list[Shares]:
    """Shares by dataset, the one with most recommendations first: agencies of two provinces may be written
    alike, so that those of two datasets are never one."""
    groups: dict[str, list[Entry[Standing]]] = defaultdict(list)
    for one in entries:
        groups[one.dataset.id].append(one)
    return [_shares(own) for own in sorted(groups.values(), key=len, reverse=True)]


def _shares(own: Sequence[Entry[Standing]]) -> Shares:
    rows = [one.row for one in own]
    by_year: dict[str | None, dict[int | None, Figure]] = defaultdict(dict)
    for figure in figures(rows):
        by_year[figure.agency][figure.year] = figure
    agencies = [Share(whole, by_year[whole.agency]) for whole in figures(rows, by=("agency",))]
    return Shares(own[0].dataset, sorted({row.recommendation.due_on.year for row in rows}), agencies)
