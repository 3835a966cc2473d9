"""Values that must lie between two others."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import polars as pl

from dtts.catalogue import Field
from dtts.checks.constraints import constraint_values
from dtts.checks.problem import Context, Problem

_OUTSIDE: dict[str, Callable[[pl.Expr, pl.Expr], pl.Expr]] = {
    "minimum": lambda value, limit: value < limit,
    "maximum": lambda value, limit: value > limit,
    "exclusiveMinimum": lambda value, limit: value <= limit,
    "exclusiveMaximum": lambda value, limit: value >= limit,
}
_RULES = {"exclusiveMinimum": "exclusive-minimum", "exclusiveMaximum": "exclusive-maximum"}


def check_range(context: Context) -> Iterator[Problem]:
    """A value below `minimum` or above `maximum`, which are allowed themselves, or not between the
    exclusive limits, which are not."""
    for field in context.fields:
        for constraint in _OUTSIDE:
            if constraint in field.constraints:
                yield _limit(context, field, constraint)


def _limit(context: Context, field: Field, constraint: str) -> Problem:
    limit = field.constraints[constraint]
    bound = pl.lit(constraint_values(field, [limit]).item())
    outside = context.where(_OUTSIDE[constraint](pl.col(field.name), bound))
    words = {"limit": str(limit) if field.type == "year" else limit}
    return Problem(_RULES.get(constraint, constraint), outside, field, words)
