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
    """The rows whose hash another row has too; none that has no hash.

    By sorting, for which 3.3 million hashes take 55 MB; `is_duplicated` groups them and takes 220 MB.
    """
    order = hashes.arg_sort(nulls_last=True)
    ordered = hashes.gather(order)
    like_before = (ordered == ordered.shift()).fill_null(False)
    mask = never(len(hashes))
    if not like_before.any():
        return mask
    return mask.scatter(order.filter(like_before | like_before.shift(-1).fill_null(False)), True)


def find_repeats(frame: pl.DataFrame, among: pl.Series | None = None) -> Repeats:
    """Repeats over all columns of `frame`, among the rows of a mask."""
    hashes = hashes_of(frame, among)
    close = hashes.alias("hash").to_frame().with_row_index("index").filter(shared(hashes))
    groups = close.with_columns(pl.col("index").min().over("hash").alias("first"))
    equal = _equal(frame, groups["index"], groups["first"])
    if not equal.all():
        groups = _by_value(frame, groups, groups["hash"].filter(~equal).unique())
    later = groups.filter(pl.col("index") > pl.col("first")).select("index", "first")
    mask = never(frame.height)
    return Repeats(mask.scatter(later["index"], True) if later.height else mask, later)


def _equal(frame: pl.DataFrame, some: pl.Series, others: pl.Series) -> pl.Series:
    """Whether two rows, by their indexes, say the same; one column at a time, for the memory's sake."""
    equal = ~never(len(some))
    for column in frame.iter_columns():
        equal &= column.gather(some).eq_missing(column.gather(others))
    return equal


def _by_value(frame: pl.DataFrame, groups: pl.DataFrame, chance: pl.Series) -> pl.DataFrame:
    """The groups, with the first row of those that share one of the hashes by chance told by their values."""
    odd = groups["index"].filter(groups["hash"].is_in(chance.implode()))
    values = frame[odd].with_columns(odd.alias("dtts:index"))
    index = pl.col("dtts:index")
    firsts = values.select(index.alias("index"), index.min().over(frame.columns).alias("first"))
    return groups.update(firsts, on="index")
