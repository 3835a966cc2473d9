"""Values as canonical text: dates and times ISO, decimals with a point and no exponent, codes as they are."""

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
    if column.dtype == pl.Datetime:
        return _moment_text(column)
    if column.dtype == pl.Time:
        return _without_zeros(column.dt.strftime("%H:%M:%S%.6f"))
    return column.cast(pl.String)


def _moment_text(column: pl.Series) -> pl.Series:
    """`2025-12-31T16:30:00`, with `Z` where the moments are known in UTC."""
    text = _without_zeros(column.dt.strftime("%Y-%m-%dT%H:%M:%S%.6f"))
    return text + "Z" if column.dtype.time_zone else text  # type: ignore[attr-defined]


def _without_zeros(text: pl.Series) -> pl.Series:
    return text.str.replace(r"\.?0+$", "") if text.str.contains(r"\.\d+$").any() else text


def _decimal_text(column: pl.Series) -> pl.Series:
    """The shortest decimal that reads back as the same number; whole numbers without a point."""
    text = column.cast(pl.String).str.replace(r"\.0$", "")
    exponents = text.str.contains("e").fill_null(False)
    if not exponents.any():
        return text
    plain = [format(Decimal(value), "f") for value in text.filter(exponents)]
    return text.scatter(exponents.arg_true(), plain)
