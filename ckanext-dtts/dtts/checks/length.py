"""Values that must be neither too short nor too long."""

from __future__ import annotations

import json
from collections.abc import Iterator

import polars as pl

from dtts.catalogue import Field
from dtts.checks.problem import Context, Problem
from dtts.checks.types.distinct import by_distinct
from dtts.checks.types.lists import delimiter_of

_RULES = {
    "string": ("min-length", "max-length"),
    "array": ("min-items", "max-items"),
    "list": ("min-items", "max-items"),
    "object": ("min-items", "max-items"),
}


def check_length(context: Context) -> Iterator[Problem]:
    """Text of fewer characters than `minLength` or more than `maxLength`; arrays, lists and objects of
    fewer or more items."""
    for field in context.fields:
        shortest, longest = field.constraints.get("minLength"), field.constraints.get("maxLength")
        if shortest is None and longest is None:
            continue
        too_short, too_long = _RULES[field.type]
        length = _length(context.typed[field.name], field)
        if shortest is not None:
            yield Problem(too_short, (length < shortest).fill_null(False), field, {"limit": shortest})
        if longest is not None:
            yield Problem(too_long, (length > longest).fill_null(False), field, {"limit": longest})


def _length(values: pl.Series, field: Field) -> pl.Series:
    if field.type == "list":
        return values.str.count_matches(delimiter_of(field), literal=True) + 1
    if field.type == "string":
        return values.str.len_chars()
    return by_distinct(values, lambda text: len(json.loads(text)), pl.UInt32)
