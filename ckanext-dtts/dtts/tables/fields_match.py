"""How the columns of a file have to match those of its schema: `fieldsMatch` of version 2 of the standard.

Without it the portal takes columns by their names in any order and lets optional ones be missing: that is
`superset`, except that a column of the key may be missing where it is optional.
"""

from __future__ import annotations

from collections.abc import Iterator

from dtts.catalogue import Field, TableSchema
from dtts.tables.header import Header, label_key, missing_fields

_MAY_HAVE_MORE = ("subset", "partial")
_MAY_HAVE_FEWER = ("superset", "partial")


def missing(header: Header, schema: TableSchema) -> list[Field]:
    """The fields whose column is missing and may not be."""
    mode = schema.fields_match
    if mode is None:
        return missing_fields(header, schema)
    if mode == "exact":
        return list(schema.fields[header.width :])
    absent = [field for field in schema.fields if field.name not in header.fields]
    if mode in _MAY_HAVE_FEWER:
        return [field for field in absent if field.required or field.name in schema.primary_key]
    return absent


def strangers(header: Header, schema: TableSchema) -> dict[int, str]:
    """The labels, by their column from 0, that belong to no field and may not stand there."""
    if schema.fields_match in _MAY_HAVE_MORE:
        return {}
    passed = {label_key(label) for label in schema.dropped}
    beyond = len(schema.fields) if schema.fields_match == "exact" else 0
    return {
        column: label
        for column, label in sorted(header.unknown.items())
        if column >= beyond and label_key(label) not in passed
    }


def misplaced(header: Header, schema: TableSchema) -> Iterator[tuple[Field, int, str]]:
    """Where the order counts: the field that a column should hold, the column from 0, and its label."""
    if schema.fields_match != "exact":
        return
    labels = header.unknown | {
        column: schema.field(name).title["vi"] for name, column in header.fields.items()
    }
    for column, field in enumerate(schema.fields):
        if column in labels and header.fields.get(field.name) != column:
            yield field, column, labels[column]
