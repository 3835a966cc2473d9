"""Values that end exactly where a program cuts: what was longer has been lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from dtts.checks.problem import Context, Problem

# The longest text of many databases' columns, and of a cell of Excel.
_LENGTHS = (255, 32_767)
# The largest whole numbers of 4 and 8 bytes.
_NUMBERS = (2_147_483_647, 4_294_967_295, 9_223_372_036_854_775_807)


def check_truncated(context: Context) -> Iterator[Problem]:
    """Text of 255 or 32,767 characters, and the largest integers of 4 and 8 bytes: a warning. Those of 2
    bytes are too common as figures."""
    for field in context.fields:
        column = pl.col(field.name)
        if field.type == "string" and _is_long(context.typed[field.name]):
            yield Problem("truncated-value", context.where(column.str.len_chars().is_in(_LENGTHS)), field)
        elif field.type == "integer":
            yield Problem("truncated-value", context.where(column.is_in(_NUMBERS)), field)


def _is_long(text: pl.Series) -> bool:
    """Whether a cell may be so long; the length in bytes, which is known without counting, is no less."""
    longest: Any = text.str.len_bytes().max()
    return bool((longest or 0) >= _LENGTHS[0])
