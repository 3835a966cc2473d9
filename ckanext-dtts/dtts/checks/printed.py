"""How many decimals figures are printed with, and how far sums of them may be off for it."""

from __future__ import annotations

import polars as pl

from dtts.checks.declared import Declared
from dtts.checks.problem import Context

# Sums of binary fractions differ in their last bits.
_NOISE = 1e-9


def decimals(context: Context, name: str) -> pl.Series:
    """Digits behind the decimal sign of each figure as it is written; none of a whole number.

    The column is called `<name>:decimals`.
    """
    tail = context.raw[name].str.extract(r"[.,](\d+)$").str.len_bytes()
    values = context.typed[name]
    whole = (values == values.round(0)).fill_null(True) if values.dtype.is_float() else values.is_not_null()
    zero = pl.repeat(0, len(values), dtype=pl.UInt32, eager=True)
    return zero.zip_with(whole, tail.fill_null(0)).cast(pl.Int32).alias(f"{name}:decimals")


def allowed(one: Declared, figures: pl.Expr, digits: pl.Expr, size: pl.Expr) -> pl.Expr:
    """How far a sum may be off. With the declaration's `tolerance` "printed" each of the `figures` may be
    rounded by half a unit of the last of its `digits`; a number is allowed for the whole; without one, 0."""
    tolerance = one.get("tolerance", 0)
    rounded = figures * 0.5 * pl.lit(10.0).pow(-digits)
    return (rounded if tolerance == "printed" else pl.lit(float(tolerance))) + _NOISE * size.abs()
