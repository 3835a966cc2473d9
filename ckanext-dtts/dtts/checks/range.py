"""Values that must lie between two others."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from dtts.catalogue import Field
from dtts.checks.constraints import constraint_values
from dtts.checks.problem import Context, Problem


def check_range(context: Context) -> Iterator[Problem]:
    """A value below `minimum` or above `maximum`; the limits themselves are allowed."""
    for field in context.fields:
        for rule in ("minimum", "maximum"):
            if rule in field.constraints:
                yield _limit(context, field, rule)


def _limit(context: Context, field: Field, rule: str) -> Problem:
    limit = field.constraints[rule]
    bound = constraint_values(field, [limit]).item()
    column = pl.col(field.name)
    outside = column < pl.lit(bound) if rule == "minimum" else column > pl.lit(bound)
    return Problem(
        rule, context.where(outside), field, {"limit": str(limit) if field.type == "year" else limit}
    )
