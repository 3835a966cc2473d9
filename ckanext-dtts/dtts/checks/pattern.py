"""Text that must have a form, and codes that lost their zeros on the way to it."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from dtts.catalogue import Field
from dtts.checks.pattern_match import whole_text
from dtts.checks.problem import Context, Problem
from dtts.checks.registered import names_of, registered
from dtts.checks.zeros import with_zeros


def check_pattern(context: Context) -> Iterator[Problem]:
    """The whole text must match. A number that only lacks the zeros before it is named as such."""
    for field in context.fields:
        pattern = field.constraints.get("pattern")
        if pattern is None:
            continue
        wrong = context.where(~whole_text(pl.col(field.name), pattern))
        if wrong.any():
            yield from _named(context, field, pattern, wrong)


def _named(context: Context, field: Field, pattern: str, wrong: pl.Series) -> Iterator[Problem]:
    padded = _padded(context, field, pattern, wrong)
    lost = padded.is_not_null()
    if lost.any():
        names = names_of(context, field)
        yield Problem(
            "leading-zero", lost, field, row_words=lambda row: {"named": names(padded[row])}, proposed=padded
        )
    yield Problem(
        "pattern", wrong & ~lost, field, {"pattern": pattern, "description": dict(field.description)}
    )


def _padded(context: Context, field: Field, pattern: str, wrong: pl.Series) -> pl.Series:
    """The wrong texts with their zeros: of the right form and, where there is a register, in it."""
    known = registered(context, field)

    def fits(candidate: pl.Expr) -> pl.Expr:
        right = whole_text(candidate, pattern)
        return right if known is None else right & candidate.is_in(known.implode())

    return with_zeros(context.typed, field.name, wrong, fits)
