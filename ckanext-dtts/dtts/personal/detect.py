"""Personal data in a column, told by its label and by what its cells look like."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import polars as pl

from dtts.personal.kinds import NAME, Kind, kinds
from dtts.personal.labels import kinds_of_label
from dtts.personal.names import addressed, named, other_things

# Under a header that asks for persons' data most cells look like it; a few may be anything.
_SHARE_UNDER_HEADER = 0.5
_SHARE_OF_FIGURES = 0.2
_FIGURES = r"^[\d\s.,+()/-]+$"


@dataclass(frozen=True)
class Found:
    """Cells of a column that hold one kind of personal data."""

    kind: Kind
    mask: pl.Series


def find_personal(
    text: pl.Series, labels: Collection[str], *, allowed: Collection[str] = (), content: bool = True
) -> Iterator[Found]:
    """What a column holds, kind by kind; a cell is named once, under the first kind that it is of.

    `labels` are what the column is called, `allowed` the kinds that it may hold (an office's telephone).
    Without `content` only the labels are gone by: figures look like identifiers too easily.
    """
    asked = {kind.id for label in labels for kind in kinds_of_label(label)}
    cells = _Cells.of(text)
    free = ~_none(cells.values)
    ways = _under_header, _sure if content else None, _as_a_column if content else None
    for way in filter(None, ways):
        for kind in kinds().values():
            mask = way(cells, kind, kind.id in asked) & free if kind.id not in allowed else None
            if mask is not None and mask.any():
                free &= ~mask
                yield Found(kind, cells.rows(text, mask))


@dataclass(frozen=True)
class _Cells:
    """The filled cells of a column: each different value once, and how often it stands there. In a column of
    3.3 million cells with 3,321 names that spares 999 looks of 1,000."""

    values: pl.Series
    counts: pl.Series

    @classmethod
    def of(cls, text: pl.Series) -> _Cells:
        counted = text.drop_nulls().alias("value").value_counts(name="count")
        return cls(counted["value"], counted["count"])

    @property
    def total(self) -> int:
        """How many cells there are."""
        return int(self.counts.sum())

    def count(self, mask: pl.Series) -> int:
        """How many cells have one of these values."""
        return int(self.counts.filter(mask).sum())

    def rows(self, text: pl.Series, mask: pl.Series) -> pl.Series:
        """The rows that have one of these values."""
        return text.is_in(self.values.filter(mask).implode()).fill_null(False)


def _under_header(cells: _Cells, kind: Kind, asked: bool) -> pl.Series:
    """Cells of the kind's form under a label that names it, when most cells are so."""
    text = cells.values
    if not asked:
        return _none(text)
    shaped = _matches(text, kind.shape)
    if kind.id == NAME:
        shaped &= ~other_things(text)
    return shaped if cells.count(shaped) >= _SHARE_UNDER_HEADER * cells.total else _none(text)


def _sure(cells: _Cells, kind: Kind, asked: bool) -> pl.Series:
    """Cells with an identifier, wherever it stands in them.

    Of 100 random numbers of twelve figures two or three have the form of a citizen's number: among cells of
    figures alone single hits are chance.
    """
    text = cells.values
    pattern = addressed() if kind.id == NAME else kind.sure
    if pattern is None:
        return _none(text)
    found, figures = _matches(text, pattern), _matches(text, _FIGURES)
    chance = cells.count(found & figures) < _SHARE_OF_FIGURES * cells.count(figures)
    return found & ~figures if chance else found


def _as_a_column(cells: _Cells, kind: Kind, asked: bool) -> pl.Series:
    """Cells of a column that is made of nothing else, whatever it is called."""
    text = cells.values
    if kind.id == NAME:
        return named(text)
    if kind.column is None:
        return _none(text)
    matching = _matches(text, kind.column)
    enough = cells.count(matching) >= kind.share * cells.total
    return matching if enough and matching.sum() >= kind.least else _none(text)


def _matches(text: pl.Series, pattern: str) -> pl.Series:
    return text.str.contains(pattern).fill_null(False)


def _none(text: pl.Series) -> pl.Series:
    return pl.repeat(False, len(text), dtype=pl.Boolean, eager=True)
