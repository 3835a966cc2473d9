"""How columns of a table schema appear in the DataStore: names, types and descriptions."""

from __future__ import annotations

from typing import Any

from dtts.catalogue import Field, TableSchema

TYPES = {
    "string": "text",
    "integer": "int8",
    "number": "numeric",
    "boolean": "bool",
    "date": "date",
    "datetime": "timestamp",
    "time": "time",
    "year": "int4",
}
"""What the DataStore calls each type; all others are text in their normal form. Moments that carry an
offset are in UTC, as in the canonical CSV."""


def datastore_fields(schema: TableSchema) -> list[dict[str, Any]]:
    """CKAN's `fields` for `schema`: types as declared, never guessed, with titles in both languages."""
    return [
        {"id": field.name, "type": TYPES.get(field.type, "text"), "info": _info(field)}
        for field in schema.fields
    ]


def _info(field: Field) -> dict[str, str]:
    info = {
        "label": field.title["vi"],
        "label_en": field.title["en"],
        "notes": field.description["vi"],
        "notes_en": field.description["en"],
    }
    return {**info, "unit": field.unit} if field.unit else info
