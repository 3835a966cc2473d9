"""What one cell must be, by the value of another cell of its row."""

from __future__ import annotations

from functools import reduce
from operator import or_

import polars as pl

from dtts.checks.row_checks.kind import Declared, Kind


def _among(declared: Declared) -> pl.Expr:
    return pl.col(declared["by"]).cast(pl.String).is_in([str(value) for value in declared["values"]])


def _empty(declared: Declared) -> pl.Expr:
    return _among(declared) & pl.col(declared["field"]).is_null()


def _filled(declared: Declared) -> pl.Expr:
    return _among(declared) & pl.col(declared["field"]).is_not_null()


def _alone(declared: Declared) -> pl.Expr:
    return pl.col(declared["with"]).is_not_null() & pl.col(declared["field"]).is_null()


def _lacking(declared: Declared) -> pl.Expr:
    return pl.col(declared["unless"]).is_null() & pl.col(declared["field"]).is_null()


def _both(declared: Declared) -> pl.Expr:
    return pl.col(declared["with"]).is_not_null() & pl.col(declared["field"]).is_not_null()


def _unlike(declared: Declared) -> pl.Expr:
    text = pl.col(declared["field"]).cast(pl.String)
    by = pl.col(declared["by"]).cast(pl.String)
    broken = [
        (by == value) & ~text.str.contains(f"^(?:{form})$") for value, form in declared["patterns"].items()
    ]
    known = (each.fill_null(False) for each in broken)
    return reduce(or_, known, pl.lit(False))


def _outside(declared: Declared) -> pl.Expr:
    number = pl.col(declared["field"])
    by = pl.col(declared["by"]).cast(pl.String)
    broken = [(by == value) & ~number.is_between(*limits) for value, limits in declared["ranges"].items()]
    outside: pl.Expr = reduce(or_, (each.fill_null(False) for each in broken))
    return outside


REQUIRED_BY = Kind(("field", "by"), _empty)
REQUIRED_WITH = Kind(("field", "with"), _alone)
# The column `unless` may be missing from the file: then no row has what would excuse it.
REQUIRED_UNLESS = Kind(("field",), _lacking)
EMPTY_WITH = Kind(("field", "with"), _both)
EMPTY_BY = Kind(("field", "by"), _filled)
PATTERN_BY = Kind(("field", "by"), _unlike)
RANGE_BY = Kind(("field", "by"), _outside)
