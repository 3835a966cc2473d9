"""The columns of a table on a page: which are shown, and what stands in their headings."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.views import cells, language, links
from dtts.catalogue import Field, TableSchema


def shown(schema: TableSchema) -> list[Field]:
    """The columns that tell most (`dtts:shown`); all when asked for, or when the schema names none."""
    named = schema.descriptor.get("dtts:shown", ())
    if not named or tk.request.args.get("columns") == "all":
        return list(schema.fields)
    return [schema.field(name) for name in named]


def heading(field: Field) -> dict[str, Any]:
    """A heading with the address that sorts by it, the other way round when it already does."""
    asked = tk.request.args.get("sort", "")
    direction = {field.name: "ascending", f"-{field.name}": "descending"}.get(asked, "")
    turned = f"-{field.name}" if direction == "ascending" else field.name
    return {
        "name": field.name,
        "title": language.pick(field.title),
        "description": language.pick(field.description),
        "unit": field.unit,
        "style": cells.style(field),
        "direction": direction,
        "url": links.here(sort=turned),
        "type": field.type,
    }
