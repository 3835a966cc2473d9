"""Rows that repeat an earlier one, found without grouping millions of rows by their text.

Hashes of 64 bits are compared first and only rows that share one are compared by their values: at 3.3 million
rows that takes less than half the memory of grouping by the values.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import polars as pl

from dtts.checks.types.column import never


@dataclass(frozen=True)
class Repeats:
    """Rows (`mask`) whose values stood in an earlier row; `found` has their `index`, ascending, and the
    index of the `first` such row."""

    mask: pl.Series
    found: pl.DataFrame

    def first(self, row: int) -> int:
        """The first row with the values of `row`, which repeats it."""
        return int(self.found["first"][bisect_left(self.found["index"], row)])


def hashes_of(frame: pl.DataFrame, among: pl.Series | None = None) -> pl.Series:
    """A hash of each row, null where the row is not among those that are compared."""
    hashes = frame.select(pl.struct(pl.all()).hash().alias("hash")).to_series()
    return hashes if among is None or among.all() else hashes.set(~among, None)


def shared(hashes: pl.Series) -> pl.Series:
    """The rows whose hash another row has too.

    By sorting, for which 3.3 million hashes take 55 MB; `is_duplicated` groups them and takes 220 MB.
    """
    ordered = hashes.sort()
    twice = ordered.filter(ordered == ordered.shift()).unique()
    if twice.is_empty():
        return never(len(hashes))
    return hashes.is_in(twice.implode()).fill_null(False)


def find_repeats(frame: pl.DataFrame, among: pl.Series | None = None) -> Repeats:
    """Repeats over all columns of `frame`, among the rows of a mask."""
    close = frame.with_row_index("dtts:index").filter(shared(hashes_of(frame, among)))
    index = pl.col("dtts:index")
    found = close.select(index.alias("index"), index.min().over(frame.columns).alias("first"))
    later = found.filter(pl.col("index") > pl.col("first")).sort("index")
    mask = pl.repeat(False, frame.height, dtype=pl.Boolean, eager=True)
    return Repeats(mask.scatter(later["index"], True) if later.height else mask, later)
