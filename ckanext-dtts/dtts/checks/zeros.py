"""Codes that lost the zeros before them, as a spreadsheet does to whatever looks like a number."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

_ZEROS_LOST = 4
_NUMBER = r"^\d+(@|$)"


def with_zeros(
    frame: pl.DataFrame, name: str, mask: pl.Series, fits: Callable[[pl.Expr], pl.Expr]
) -> pl.Series:
    """Each number of a column under the mask with the zeros that make it fit; null where none do, and where
    several numbers of zeros do: then nobody can say how many were lost."""
    text = pl.when(mask).then(pl.col(name).cast(pl.String))
    number = text.str.contains(_NUMBER)
    candidates = [pl.concat_str(pl.lit("0" * zeros), text) for zeros in range(1, _ZEROS_LOST + 1)]
    fitting = [pl.when(number & fits(candidate)).then(candidate) for candidate in candidates]
    one = pl.sum_horizontal(candidate.is_not_null() for candidate in fitting) == 1
    return frame.select(pl.when(one).then(pl.coalesce(fitting)).alias(name)).to_series()
