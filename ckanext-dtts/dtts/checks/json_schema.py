"""Cells of JSON that must follow a JSON Schema: `jsonSchema` of version 2 of the Table Schema."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import polars as pl

from dtts.catalogue import Field
from dtts.checks.problem import Context, Problem
from dtts.checks.types.distinct import by_distinct
from dtts.errors import UsageError


def check_json_schema(context: Context) -> Iterator[Problem]:
    """An object, array or shape that its column's JSON Schema does not allow."""
    for field in context.fields:
        if "jsonSchema" in field.constraints:
            allowed = by_distinct(context.typed[field.name], _allows(field), pl.Boolean)
            yield Problem("json-schema", (~allowed).fill_null(False), field)


def _allows(field: Field) -> Callable[[str], bool]:
    """UsageError for what is no JSON Schema. References to other documents are never fetched."""
    from jsonschema import SchemaError, validators
    from referencing import Registry
    from referencing.exceptions import Unresolvable

    schema = field.constraints["jsonSchema"]
    try:
        kind = validators.validator_for(schema)
        kind.check_schema(schema)
    except (SchemaError, AttributeError, TypeError) as broken:
        raise UsageError(f'field "{field.name}" has a jsonSchema that is none: {broken}') from broken
    validator: Any = kind(schema, registry=Registry())

    def allows(text: str) -> bool:
        try:
            return bool(validator.is_valid(json.loads(text)))
        except Unresolvable as elsewhere:
            raise UsageError(
                f'the jsonSchema of the field "{field.name}" refers to {elsewhere.ref}; write it out there'
            ) from elsewhere

    return allows
