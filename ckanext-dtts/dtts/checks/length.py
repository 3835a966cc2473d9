"""Text that must be neither too short nor too long."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from dtts.checks.problem import Context, Problem


def check_length(context: Context) -> Iterator[Problem]:
    """Text shorter than `minLength` or longer than `maxLength` characters."""
    for field in context.fields:
        length = pl.col(field.name).str.len_chars()
        shortest, longest = field.constraints.get("minLength"), field.constraints.get("maxLength")
        if shortest is not None:
            yield Problem("min-length", context.where(length < shortest), field, {"limit": shortest})
        if longest is not None:
            yield Problem("max-length", context.where(length > longest), field, {"limit": longest})
