"""A row of which one condition at least must hold, such as the rule by which a commune is eligible."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Any

import polars as pl

from dtts.checks.row_checks.kind import Declared, Kind


def _none_holds(declared: Declared) -> pl.Expr:
    # Where a cell is empty and no other condition holds the answer is unknown, and unknown breaks nothing.
    held: pl.Expr = reduce(or_, (_holds(condition) for condition in declared["conditions"]))
    return ~held


def _holds(condition: Mapping[str, Any]) -> pl.Expr:
    """`{"field", "in": […]}` or `{"field", "minimum": n}`."""
    column = pl.col(condition["field"])
    return column.is_in(condition["in"]) if "in" in condition else column >= condition["minimum"]


ANY_OF = Kind(("conditions",), _none_holds)
