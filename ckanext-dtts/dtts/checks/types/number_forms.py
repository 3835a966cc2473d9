"""Numbers in a form that the standard has not, but that can only mean one number."""

from __future__ import annotations

import re

import polars as pl

# Thousands set apart by spaces, as printed tables do; a comma or a point after them can only be decimal.
_SPACED = r"^[+-]?\d{1,3}([ \x{a0}\x{202f}]\d{3})+([.,]\d+)?$"
_SPACES = r"[ \x{a0}\x{202f}]"
# Zeros where a fraction would be; three of them could be the thousands of a larger number.
_ZERO_FRACTION = r"^([+-]?\d+)[.,]0{1,2}$"


def rewritten(texts: pl.Series, unit: str | None, *, comma: bool) -> pl.Series:
    """The number that each text means, in the column's style, its own unit taken off; the caller looks
    whether it is of the column's form. Text that says nothing sure stays as it is."""
    bare = texts.str.replace(rf"\s*{re.escape(unit)}$", "") if unit else texts
    spaced = bare.str.contains(_SPACED)
    sign = "," if comma else "."
    joined = bare.str.replace_all(_SPACES, "").str.replace(r"[.,]", sign)
    return joined.zip_with(spaced.fill_null(False), without_zero_fraction(bare))


def without_zero_fraction(texts: pl.Series) -> pl.Series:
    """`12` for `12.0` and `12,00`; other text as it is."""
    return texts.str.replace(_ZERO_FRACTION, "${1}")
