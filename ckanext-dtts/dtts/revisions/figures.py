"""Which columns of a table are figures, in which units, and by which columns they are added up.

The schema says so under `dtts:totals`: `{"of": [field, …], "unit": [column, …], "by": column,
"place": column}`. Where it does not, figures are the numbers with a unit that can be added, `by` is the
column that refers to the register of indicators, and `place` the one that refers to the register of places.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dtts.catalogue import Field, TableSchema

KEY = "dtts:totals"
_NUMBERS = ("number", "integer")
_NEVER_ADDED = ("%", "°")
_INDICATORS = ("register:indicator_codes", "register:indicators")
_PLACES = ("register:places",)


@dataclass(frozen=True)
class Figure:
    """A column of numbers with its unit: `fixed`, or what the `unit_columns` say in each row.

    `factors` convert the units that the one unit column may name into each other; empty where none are known.
    """

    field: str
    fixed: str | None
    unit_columns: tuple[str, ...]
    factors: Mapping[str, float]


def figures(schema: TableSchema) -> tuple[Figure, ...]:
    """Every column of numbers, in the schema's order; a key is no figure."""
    numbers = (each for each in schema.fields if each.type in _NUMBERS)
    return tuple(_figure(each, schema) for each in numbers if each.name not in schema.primary_key)


def added_up(schema: TableSchema) -> tuple[Figure, ...]:
    """The figures of which totals are told."""
    said = _said(schema).get("of")
    names = said if said is not None else [each.name for each in schema.fields if _additive(each)]
    return tuple(each for each in figures(schema) if each.field in names)


def indicator_column(schema: TableSchema) -> str | None:
    """The column by whose values totals are told apart: the indicator, or what the schema names."""
    return _said(schema).get("by") or _referring(schema, _INDICATORS)


def place_column(schema: TableSchema) -> str | None:
    """The column that holds ids of places."""
    return _said(schema).get("place") or _referring(schema, _PLACES)


def _figure(field: Field, schema: TableSchema) -> Figure:
    columns = tuple(_said(schema).get("unit", ()))
    if not columns and field.unit in schema.field_names:
        columns = (field.unit or "",)
    fixed = None if columns else field.unit
    return Figure(field.name, fixed, columns, _factors(schema, columns))


def _factors(schema: TableSchema, columns: tuple[str, ...]) -> Mapping[str, float]:
    """What the schema's checks say of how its units convert."""
    for check in schema.descriptor.get("dtts:checks", ()):
        unit = check.get("unit")
        if isinstance(unit, Mapping) and (unit.get("column"),) == columns:
            return {name: float(factor) for name, factor in unit["factors"].items()}
    return {}


def _additive(field: Field) -> bool:
    return bool(field.unit) and field.unit not in _NEVER_ADDED


def _referring(schema: TableSchema, registers: tuple[str, ...]) -> str | None:
    for key in schema.foreign_keys:
        if key.resource in registers and len(key.fields) == 1:
            return key.fields[0]
    return None


def _said(schema: TableSchema) -> Mapping[str, Any]:
    said: Mapping[str, Any] = schema.descriptor.get(KEY, {})
    return said
