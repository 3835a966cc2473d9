"""JSON Schemas of answers, from what the code writes: columns of lists, fields of table schemas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dtts.catalogue import table_schema

Shape = Mapping[str, Any]
TEXT: Shape = {"type": ["string", "null"]}
WHOLE: Shape = {"type": "integer"}
BOTH: Shape = {
    "type": "object",
    "required": ["vi", "en"],
    "properties": {"vi": {"type": "string"}, "en": {"type": "string"}},
}
_TYPES = {"string": "string", "number": "number", "integer": "integer", "boolean": "boolean"}
_PAGING: Shape = {"total": WHOLE, "next": TEXT}


def record(columns: Iterable[str], **typed: Shape) -> Shape:
    """An object with these columns, of any type but for those in `typed`."""
    return {"type": "object", "properties": {name: typed.get(name, {}) for name in columns}}


def listed(item: Shape, **context: Shape) -> Shape:
    """An object with `results`, how many there are, and the address of the next page."""
    properties = {**_PAGING, **context, "results": {"type": "array", "items": item}}
    return {"type": "object", "required": ["results", "total"], "properties": properties}


def fields_of(schema: str) -> dict[str, Shape]:
    """The fields of a table schema with their titles in both languages; each may be null."""
    return {
        field.name: {
            "type": [_TYPES.get(field.type, "string"), "null"],
            "title": " / ".join(filter(None, (field.title.get("vi"), field.title.get("en")))),
        }
        for field in table_schema(schema).fields
    }
