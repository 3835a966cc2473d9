"""Which constraints each type of the Table Schema takes, after frictionless 5.21.

Beyond it, `jsonSchema` of version 2 of the standard is taken by the types that hold JSON.
"""

from __future__ import annotations

_ALWAYS = ("required", "unique", "enum")
_LIMITS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_LENGTH = ("minLength", "maxLength")
_JSON = ("jsonSchema",)

TYPES: dict[str, tuple[str, ...]] = {
    "any": _ALWAYS,
    "array": (*_ALWAYS, *_LENGTH, *_JSON),
    "boolean": _ALWAYS,
    "date": (*_ALWAYS, *_LIMITS),
    "datetime": (*_ALWAYS, *_LIMITS),
    "duration": _ALWAYS,
    "geojson": (*_ALWAYS, *_JSON),
    "geopoint": _ALWAYS,
    "integer": (*_ALWAYS, *_LIMITS),
    "list": ("required", "unique", *_LENGTH),
    "number": (*_ALWAYS, *_LIMITS),
    "object": (*_ALWAYS, *_LENGTH, *_JSON),
    "string": (*_ALWAYS, *_LENGTH, "pattern"),
    "time": (*_ALWAYS, *_LIMITS),
    "year": (*_ALWAYS, *_LIMITS),
    "yearmonth": (*_ALWAYS, *_LIMITS),
}


def takes(kind: str) -> tuple[str, ...]:
    """The constraints of a type."""
    return TYPES[kind]
