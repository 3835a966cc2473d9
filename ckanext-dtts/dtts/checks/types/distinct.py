"""Reading what Polars has no expression for: once for every value that differs, not once a cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl


def by_distinct(text: pl.Series, read: Callable[[str], Any], dtype: Any = pl.String) -> pl.Series:
    """What `read` makes of each text, as `dtype`; null where it gives None, and for a null."""
    distinct = text.drop_nulls().unique()
    values = pl.Series([read(each) for each in distinct], dtype=dtype)
    if values.null_count() == len(values):
        return pl.repeat(None, len(text), dtype=dtype, eager=True)
    return text.replace_strict(distinct, values, default=None, return_dtype=dtype)
