"""Templates to download: what people fill in for a table, empty or with the rows of last time."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import ckan.plugins.toolkit as tk
import polars as pl
from flask import Blueprint, request
from flask import Response as FlaskResponse
from werkzeug.wrappers import Response

from ckanext.dtts.registers import folder
from ckanext.dtts.road import frames, lookup
from ckanext.dtts.road.downloads import MEDIA_TYPES
from dtts.catalogue import TableSchema, table_schema, table_schema_names
from dtts.checks.complete import complete
from dtts.errors import UsageError
from dtts.templates import places_within, rows_within, write_csv_template, write_template

blueprint = Blueprint("dtts_templates", __name__)

FORMATS = "any(xlsx,csv)"
ROWS_AT_ONCE = 5_000
"""A larger table is filled in area by area: a workbook of more rows takes a web process too long."""


@blueprint.get(f"/schema/<name>.<{FORMATS}:form>")
def empty(name: str, form: str) -> Response:
    """The template of a table schema. `within=24@since-2025-07` gives the lists of that area."""
    if name not in table_schema_names():
        return tk.abort(404)
    return _made(table_schema(name), form, None)


@blueprint.get(f"/dataset/<dataset>/<table>/template.<{FORMATS}:form>")
def filled(dataset: str, table: str, form: str) -> Response:
    """The template with the rows of the current version, or those of an area, to be brought up to date."""
    try:
        tk.check_access(
            "dtts_table_show", {"user": tk.current_user.name}, {"dataset": dataset, "table": table}
        )
        package = lookup.package(dataset)
        _, version = lookup.published_version(package.id, table, None)
    except (tk.ObjectNotFound, tk.NotAuthorized):
        return tk.abort(404)
    if package.private:
        request.environ["__no_cache__"] = True
    schema = table_schema(version.schema_name)
    return _made(schema, form, complete(frames.read(frames.file_of(version)), schema))


def _made(schema: TableSchema, form: str, rows: pl.DataFrame | None) -> Response:
    within = tk.request.args.get("within") or None
    try:
        if rows is not None and within:
            rows = rows_within(rows, schema, places_within(within, folder()))
        if rows is not None and rows.height > ROWS_AT_ONCE:
            return tk.abort(400, tk._("The table is long: ask for the template of one area."))
        content = _content(schema, form, rows, within)
    except UsageError:
        return tk.abort(404, tk._("There is no such place."))
    response: Response = FlaskResponse(content, mimetype=MEDIA_TYPES[form])
    response.set_etag(hashlib.sha256(content).hexdigest())
    response.headers["X-Content-Type-Options"] = "nosniff"
    name = f"mau.{schema.name}.v{schema.version}.{form}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response.make_conditional(request)


def _content(schema: TableSchema, form: str, rows: pl.DataFrame | None, within: str | None) -> bytes:
    with tempfile.TemporaryDirectory(prefix="dtts-") as scratch:
        path = Path(scratch) / f"template.{form}"
        if form == "csv":
            write_csv_template(schema, path, rows=rows)
        else:
            write_template(schema, path, within=within, rows=rows, registers=folder())
        return path.read_bytes()
