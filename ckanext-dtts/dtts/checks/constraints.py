"""Values that a schema names, read as its column's own values are read."""

from __future__ import annotations

from typing import Any

import polars as pl

from dtts.catalogue import Field
from dtts.checks.types import Raw, parser
from dtts.errors import UsageError


def constraint_values(field: Field, values: list[Any]) -> pl.Series:
    """`values` of a constraint as values of the field's type; UsageError when one is not of that type."""
    texts = [str(value).lower() if isinstance(value, bool) else str(value) for value in values]
    typed = parser(field)(Raw(field, pl.Series(field.name, texts, dtype=pl.String), decimal=".")).values
    if typed.null_count():
        raise UsageError(
            f'field "{field.name}" of type "{field.type}" has a constraint of another type: {values}'
        )
    return typed
