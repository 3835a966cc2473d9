"""Matching a whole text: by Polars, or by Python where a pattern asks for what Polars does not have."""

from __future__ import annotations

import re
from functools import lru_cache

import polars as pl

from dtts.checks.types.distinct import by_distinct
from dtts.errors import UsageError


def whole_text(text: pl.Expr, pattern: str) -> pl.Expr:
    """Where the whole text matches; null where there is no text. A pattern that looks ahead or refers back
    is taken to each text that differs. UsageError for one that is no regular expression."""
    if _is_plain(pattern):
        return text.str.contains(f"^(?:{pattern})$")
    known = _compiled(pattern)

    def match(texts: pl.Series) -> pl.Series:
        return by_distinct(texts, lambda each: known.fullmatch(each) is not None, pl.Boolean)

    return text.map_batches(match, return_dtype=pl.Boolean)


@lru_cache(maxsize=256)
def _is_plain(pattern: str) -> bool:
    try:
        pl.Series([""]).str.contains(f"^(?:{pattern})$")
    except pl.exceptions.ComputeError:
        return False
    return True


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as broken:
        raise UsageError(f"the pattern {pattern!r} is no regular expression: {broken}") from broken
