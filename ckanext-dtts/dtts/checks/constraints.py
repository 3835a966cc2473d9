"""Values that a schema names, read as its column's own values are read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from dataclasses import field as attribute
from functools import lru_cache
from typing import Any

import polars as pl

from dtts.catalogue import Field
from dtts.checks.types import Raw, parser
from dtts.errors import UsageError
from dtts.tables import Kind

_TEXT_TYPES = ("string", "any")
_YEAR_FIGURES = 4


def constraint_values(field: Field, values: list[Any]) -> pl.Series:
    """`values` of a constraint as values of the field's type; UsageError when one is not of that type."""
    return _read(
        _Constraint(json.dumps([field.descriptor, values], sort_keys=True, default=str), field, values)
    )


@dataclass(frozen=True)
class _Constraint:
    """Values of a field, known by how its `descriptor` and they are written."""

    descriptor: str
    field: Field = attribute(compare=False)
    values: list[Any] = attribute(compare=False)


@lru_cache(maxsize=1024)
def _read(constraint: _Constraint) -> pl.Series:
    # Kept, because every batch asks again: over 50 columns this was a fifth of the time.
    field, values = constraint.field, constraint.values
    texts = pl.Series(field.name, [_text(field, value) for value in values], dtype=pl.String)
    kinds = None
    if field.type not in _TEXT_TYPES:
        kinds = pl.Series([int(_kind(value)) for value in values], dtype=pl.UInt8)
    typed = parser(field)(Raw(field, texts, kinds, decimal=".")).values
    if typed.null_count():
        raise UsageError(
            f'field "{field.name}" of type "{field.type}" has a constraint of another type: {values}'
        )
    return typed


def _text(field: Field, value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    return str(value).zfill(_YEAR_FIGURES) if field.type == "year" else str(value)


def _kind(value: Any) -> Kind:
    """What a spreadsheet would say of a value of JSON."""
    if isinstance(value, bool):
        return Kind.BOOLEAN
    return Kind.NUMBER if isinstance(value, (int, float)) else Kind.TEXT
