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
    free = ~pl.repeat(False, len(text), dtype=pl.Boolean, eager=True)
    ways = _under_header, _sure if content else None, _as_a_column if content else None
    for way in filter(None, ways):
        for kind in kinds().values():
            mask = way(text, kind, kind.id in asked) & free if kind.id not in allowed else None
            if mask is not None and mask.any():
                free &= ~mask
                yield Found(kind, mask)


def _under_header(text: pl.Series, kind: Kind, asked: bool) -> pl.Series:
    """Cells of the kind\'s form under a label that names it, when most cells are so."""
    if not asked:
        return _none(text)
    shaped = _matches(text, kind.shape)
    if kind.id == NAME:
        shaped &= ~other_things(text)
    return shaped if shaped.sum() >= _SHARE_UNDER_HEADER * (len(text) - text.null_count()) else _none(text)


def _sure(text: pl.Series, kind: Kind, asked: bool) -> pl.Series:
    """Cells with an identifier, wherever it stands in them.

    Of 100 random numbers of twelve figures two or three have the form of a citizen's number: among cells of
    figures alone single hits are chance.
    """
    pattern = addressed() if kind.id == NAME else kind.sure
    if pattern is None:
        return _none(text)
    found, figures = _matches(text, pattern), _matches(text, _FIGURES)
    hits = found & figures
    return found & ~figures if int(hits.sum()) < _SHARE_OF_FIGURES * int(figures.sum()) else found


def _as_a_column(text: pl.Series, kind: Kind, asked: bool) -> pl.Series:
    """Cells of a column that is made of nothing else, whatever it is called."""
    if kind.id == NAME:
        return named(text)
    if kind.column is None:
        return _none(text)
    matching = _matches(text, kind.column)
    count = int(matching.sum())
    if count < kind.share * (len(text) - text.null_count()) or count < kind.least:
        return _none(text)
    return matching if text.filter(matching).n_unique() >= kind.least else _none(text)


def _matches(text: pl.Series, pattern: str) -> pl.Series:
    return text.str.contains(pattern).fill_null(False)


def _none(text: pl.Series) -> pl.Series:
    return pl.repeat(False, len(text), dtype=pl.Boolean, eager=True)
