"""How each type of the Table Schema is read from text: the list is the registry."""

from __future__ import annotations

from dtts.catalogue import Field
from dtts.checks.types.booleans import parse_boolean
from dtts.checks.types.column import Found, Parser, Raw, Typed, damaged, without
from dtts.checks.types.dates import parse_date
from dtts.checks.types.datetimes import parse_datetime
from dtts.checks.types.durations import parse_duration
from dtts.checks.types.geojson import parse_geojson
from dtts.checks.types.geopoints import parse_geopoint
from dtts.checks.types.json_values import parse_array, parse_object
from dtts.checks.types.lists import item_type, parse_list
from dtts.checks.types.numbers import parse_integer, parse_number, readings
from dtts.checks.types.text import parse_text
from dtts.checks.types.times import parse_time
from dtts.checks.types.years import parse_year, parse_yearmonth
from dtts.errors import UsageError

PARSERS: dict[str, Parser] = {
    "any": parse_text,
    "array": parse_array,
    "boolean": parse_boolean,
    "date": parse_date,
    "datetime": parse_datetime,
    "duration": parse_duration,
    "geojson": parse_geojson,
    "geopoint": parse_geopoint,
    "integer": parse_integer,
    "list": lambda raw: parse_list(raw, PARSERS[item_type(raw.field)]),
    "number": parse_number,
    "object": parse_object,
    "string": parse_text,
    "time": parse_time,
    "year": parse_year,
    "yearmonth": parse_yearmonth,
}

__all__ = ["PARSERS", "Found", "Raw", "Typed", "damaged", "parser", "readings", "without"]


def parser(field: Field) -> Parser:
    """How the field's text becomes values; UsageError for a type that the standard does not have."""
    if field.type not in PARSERS:
        known = ", ".join(PARSERS)
        raise UsageError(f'field "{field.name}" has the type "{field.type}"; types are: {known}')
    return PARSERS[field.type]
