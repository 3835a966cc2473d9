"""Values as canonical text: dates ISO, decimals with a point and no exponent, codes as they are."""

from __future__ import annotations

from decimal import Decimal

import polars as pl


def canonical_text(frame: pl.DataFrame) -> pl.DataFrame:
    """All columns as text; null stays null."""
    return frame.select(_text(frame[name]) for name in frame.columns)


def _text(column: pl.Series) -> pl.Series:
    if column.dtype.is_float():
        return _decimal_text(column)
    if column.dtype == pl.Boolean:
        return column.replace_strict({True: "true", False: "false"}, return_dtype=pl.String)
    return column.cast(pl.String)


def _decimal_text(column: pl.Series) -> pl.Series:
    """The shortest decimal that reads back as the same number; whole numbers without a point."""
    text = column.cast(pl.String).str.replace(r"\.0$", "")
    exponents = text.str.contains("e").fill_null(False)
    if not exponents.any():
        return text
    plain = [format(Decimal(value), "f") for value in text.filter(exponents)]
    return text.scatter(exponents.arg_true(), plain)
