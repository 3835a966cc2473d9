"""The first rows of a table: on the page of its dataset, and before somebody decides on it."""

from __future__ import annotations

import json
from typing import Any

import ckan.plugins.toolkit as tk
import polars as pl

from ckanext.dtts.model import Submission
from ckanext.dtts.road import blobs
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


def of_submission(submission: Submission) -> dict[str, Any] | None:
    """The first rows of what is not published yet, from its Parquet file; None before it was found valid."""
    if not submission.files:
        return None
    with blobs.local_path(blobs.Blob(**submission.files["parquet"])) as path:
        rows = json.loads(pl.scan_parquet(path).head(ROWS).collect().write_json())
    schema = catalogue.table_schema(submission.schema_name)
    fields = columns.shown(schema, {})
    return {
        "columns": columns.headings(schema, fields, {}),
        "rows": [cells.row(schema, fields, {name: _plain(row[name]) for name in row}) for row in rows],
        "total": submission.files["rows"],
    }


def _plain(value: Any) -> Any:
    """12.0 as 12, as in the canonical CSV."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
