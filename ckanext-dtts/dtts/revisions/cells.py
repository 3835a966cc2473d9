"""When two cells of a column say the same.

Text is equal by its code points, numbers, days and truth values by their values: 0 and -0 are one number,
and not-a-number is equal to itself. An empty cell is equal to an empty cell and to nothing else. Where the
two versions hold the column in different types, they are equal when the canonical CSV says the same.
"""

from __future__ import annotations

import polars as pl

from dtts.exports.canonical import canonical_text


def differ(before: pl.Series, after: pl.Series) -> pl.Series:
    """Whether the cells differ, row by row; never null."""
    before, after = alike(before, after)
    return before.ne_missing(after)


def alike(before: pl.Series, after: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Both columns in one type."""
    return (before, after) if before.dtype == after.dtype else (_text(before), _text(after))


def hashes(column: pl.Series, as_text: bool, so_far: pl.Series | None, seed: int) -> pl.Series:
    """A 64-bit hash of each cell, and of those hashed before it: equal cells have equal hashes."""
    if as_text:
        column = _text(column)
    elif column.dtype.is_float():
        column = column + 0.0  # takes the sign of zero away
    parts = [column.alias("cell")] if so_far is None else [so_far.alias("before"), column.alias("cell")]
    return pl.DataFrame(parts).select(pl.struct(pl.all()).hash(seed)).to_series()


def _text(column: pl.Series) -> pl.Series:
    if column.dtype.is_float():
        column = column + 0.0
    return canonical_text(column.to_frame()).to_series()
