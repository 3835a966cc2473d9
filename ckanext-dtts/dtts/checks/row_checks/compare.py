"""Two figures or days of a row against each other."""

from __future__ import annotations

import polars as pl

from dtts.checks.row_checks.kind import Declared, Kind

# Quotients of binary fractions differ in their last bits.
_NOISE = 1e-9


def _more(declared: Declared) -> pl.Expr:
    left, right = pl.col(declared["left"]), pl.col(declared["right"])
    return left > right


def _off_percentage(declared: Declared) -> pl.Expr:
    denominator = pl.col(declared["denominator"])
    percent = 100 * pl.col(declared["numerator"]) / denominator
    field = pl.col(declared["field"])
    return pl.all_horizontal(denominator != 0, (field - percent).abs() > _tolerance(declared, field))


def _tolerance(declared: Declared, field: pl.Expr) -> pl.Expr:
    """A stated number, or half a unit of the last decimal that the figure shows."""
    if declared.get("tolerance", "printed") != "printed":
        return pl.lit(float(declared["tolerance"]))
    decimals = field.cast(pl.Float64).cast(pl.String).str.extract(r"\.(\d*[1-9])0*$").str.len_bytes()
    return 0.5 * pl.lit(10.0).pow(-decimals.fill_null(0).cast(pl.Int32)) + _NOISE


def _off_sum(declared: Declared) -> pl.Expr:
    # A part that is missing is not zero: with one empty nothing is claimed, unless the declaration says that
    # an empty part means none; with all of them empty nothing is claimed at all.
    parts = declared["parts"]
    off = (pl.col(declared["total"]) - pl.sum_horizontal(parts)).abs() > float(declared.get("tolerance", 0))
    empty = [pl.col(part).is_null() for part in parts]
    unknown = pl.all_horizontal(empty) if declared.get("missing") == "zero" else pl.any_horizontal(empty)
    return ~unknown & off


LESS_OR_EQUAL = Kind(("left", "right"), _more)
PERCENT_OF = Kind(("field", "numerator", "denominator"), _off_percentage)
SUM_OF = Kind(("total", "parts"), _off_sum)
