"""The columns of a table on a page: which are shown, and what stands in their headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.views import cells, language, links
from dtts.catalogue import Field, TableSchema


def shown(schema: TableSchema, constants: Mapping[str, Any]) -> list[Field]:
    """The columns that tell most: those that the schema names (`dtts:shown`) without the constant ones.

    All columns when the reader asks for them.
    """
    if tk.request.args.get("columns") == "all":
        return list(schema.fields)
    named = schema.descriptor.get("dtts:shown") or schema.field_names
    varying = [name for name in named if name not in constants]
    return [schema.field(name) for name in varying or named]


def said_once(schema: TableSchema, constants: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Title and value of the main columns that hold the same in every row, without the empty ones."""
    named = schema.descriptor.get("dtts:shown") or schema.field_names
    fields = [schema.field(name) for name in named if constants.get(name) not in (None, "")]
    texts = [cell.text for cell in cells.row(schema, fields, constants)]
    return [(language.pick(field.title), text) for field, text in zip(fields, texts, strict=True)]


def headings(
    schema: TableSchema, fields: Sequence[Field], constants: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """The headings of some columns; a unit that is named by another column is told when it never changes."""
    once = {field.name: field for field in schema.fields if constants.get(field.name) not in (None, "")}
    units = {name: cells.cell(field, constants[name]).text for name, field in once.items()}
    named = set(schema.field_names)
    return [
        heading(field) | {"unit": units.get(field.unit or "") if field.unit in named else field.unit}
        for field in fields
    ]


def heading(field: Field) -> dict[str, Any]:
    """A heading with the address that sorts by it, the other way round when it already does."""
    asked = tk.request.args.get("sort", "")
    direction = {field.name: "ascending", f"-{field.name}": "descending"}.get(asked, "")
    turned = f"-{field.name}" if direction == "ascending" else field.name
    return {
        "name": field.name,
        "title": language.pick(field.title),
        "description": language.pick(field.description),
        "style": cells.style(field),
        "direction": direction,
        "url": links.here(sort=turned),
        "type": field.type,
    }
