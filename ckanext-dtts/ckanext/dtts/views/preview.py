"""The first rows of a table, on the page of its dataset."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.views import cells, columns
from dtts import catalogue

ROWS = 8
COLUMNS = 6


def first_rows(dataset_name: str, resource: dict[str, Any]) -> dict[str, Any] | None:
    """A few rows with the columns that tell most; None while the table is not readable."""
    asked = {"dataset": dataset_name, "table": resource["table"]}
    try:
        answer = tk.get_action("dtts_table_rows")({}, asked | {"limit": ROWS})
        constants = tk.get_action("dtts_table_constants")({}, asked)
    except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
        return None
    schema = catalogue.table_schema(resource["table_schema"])
    fields = columns.shown(schema, constants)[:COLUMNS]
    return {
        "columns": columns.headings(schema, fields, constants),
        "rows": [cells.row(schema, fields, row) for row in answer["rows"]],
        "total": answer["total"],
    }
