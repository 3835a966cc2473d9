"""How each type of the Table Schema is read from text: the list is the registry."""

from __future__ import annotations

from collections.abc import Callable

from dtts.catalogue import Field
from dtts.checks.types.booleans import parse_boolean
from dtts.checks.types.column import Found, Raw, Typed, damaged, without
from dtts.checks.types.dates import parse_date, parse_year
from dtts.checks.types.numbers import parse_integer, parse_number, readings
from dtts.checks.types.text import parse_text
from dtts.errors import UsageError

PARSERS: dict[str, Callable[[Raw], Typed]] = {
    "string": parse_text,
    "any": parse_text,
    "number": parse_number,
    "integer": parse_integer,
    "boolean": parse_boolean,
    "date": parse_date,
    "year": parse_year,
}

__all__ = ["PARSERS", "Found", "Raw", "Typed", "damaged", "parser", "readings", "without"]


def parser(field: Field) -> Callable[[Raw], Typed]:
    """How the field's text becomes values; UsageError for a type that is not read yet."""
    if field.type not in PARSERS:
        known = ", ".join(PARSERS)
        raise UsageError(
            f'field "{field.name}" has the type "{field.type}"; types that can be checked: {known}'
        )
    return PARSERS[field.type]
