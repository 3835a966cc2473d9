"""A table read on a page: sorted and narrowed by links and forms, fifty rows at a time."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, abort, make_response, redirect

from ckanext.dtts.road import tombstones
from ckanext.dtts.views import cells, columns, dataset, language, links, reporting, version_links
from dtts import catalogue
from dtts.catalogue import Field, TableSchema

PAGE = 50
FILTER = "f."

blueprint = Blueprint("dtts_table", __name__)


@blueprint.get("/dataset/<dataset_name>/<table_name>")
def read(dataset_name: str, table_name: str) -> Response:
    """The published rows with everything that a reader needs to trust and reuse them."""
    pkg = dataset.show(dataset_name)
    asked = {"dataset": pkg["name"], "table": table_name}
    shown = call("dtts_table_show", asked)
    record = call("dtts_version_show", asked | {"version": shown["version"]})
    schema = catalogue.table_schema(shown["schema"])
    response = make_response(
        tk.render(
            "dtts/table.html",
            {"pkg": pkg, "table": shown, "version": record, "schema": schema, **_page(asked, schema)},
        )
    )
    version_links.lead(response.headers, record)
    return response


def _page(asked: dict[str, Any], schema: TableSchema) -> dict[str, Any]:
    """One page of rows, and what of the columns is shown."""
    answer = rows(asked, schema, None)
    constants = call("dtts_table_constants", asked)
    fields = columns.shown(schema, constants)
    shown = [cells.row(schema, fields, row) for row in answer["rows"]]
    if reporting.chosen() and answer["rows"]:
        place = asked | {"version": answer["version"]}
        pairs = zip(answer["rows"], shown, strict=True)
        shown = [reporting.leading(place, schema, fields, row, one) for row, one in pairs]
    return {
        "columns": columns.headings(schema, fields, constants),
        "all_columns": columns.headings(schema, schema.fields, constants),
        "rows": shown,
        "reporting": reporting.chosen(),
        "said_once": columns.said_once(schema, constants) if len(fields) < len(schema.fields) else [],
        "filters": filters(schema),
        "narrowed": bool(picked(schema) or words()),
        "words": words(),
        "paging": links.paging(answer["total"], page_number(), PAGE, lambda other: links.here(page=other)),
    }


def rows(asked: dict[str, Any], schema: TableSchema, number: int | None) -> dict[str, Any]:
    """The rows that match, in the order asked for; none when a value does not fit its column."""
    narrowed = asked | {
        "limit": PAGE,
        "offset": (page_number() - 1) * PAGE,
        "sort": order(schema),
        "filters": picked(schema),
        "q": words(),
    }
    if number is not None:
        narrowed["version"] = number
    try:
        answer: dict[str, Any] = tk.get_action("dtts_table_rows")({}, narrowed)
    except tk.ValidationError:
        return {"rows": [], "total": 0}
    except (tk.ObjectNotFound, tk.NotAuthorized):
        abort(404, tk._("There is no such version of this table."))
    return answer


def call(action: str, asked: dict[str, Any]) -> Any:
    """An action on a table; a table that is not there, or not public, is a page that is not there.

    Of one that was withdrawn the reader is led to what is left: when and why.
    """
    try:
        return tk.get_action(action)({}, asked)
    except tombstones.WithdrawnError as error:
        names = {"dataset_name": asked["dataset"], "table_name": asked["table"]}
        where = tk.url_for("dtts_version.read", **names, version=error.tombstone.number)
        abort(redirect(where, 307))
    except (tk.ObjectNotFound, tk.NotAuthorized):
        abort(404, tk._("There is no published table at this address."))


def page_number() -> int:
    """The page asked for."""
    return links.whole("page")


def words() -> str:
    """The words that a row must hold."""
    return str(tk.request.args.get("q", "")).strip()[:100]


def order(schema: TableSchema) -> str:
    """`column asc` or `column desc` from `sort=column` or `sort=-column`; empty for the order of the key."""
    asked = tk.request.args.get("sort", "")
    name = asked.removeprefix("-")
    if name not in schema.field_names:
        return ""
    return f"{name} desc" if asked.startswith("-") else f"{name} asc"


def picked(schema: TableSchema) -> dict[str, list[str]]:
    """The values that columns are narrowed to: `f.<column>=<value>`."""
    asked = {field.name: tk.request.args.get(FILTER + field.name, "").strip() for field in schema.fields}
    return {name: [value] for name, value in asked.items() if value}


def filters(schema: TableSchema) -> list[dict[str, Any]]:
    """The columns that the form offers: those with named values, and those that the table is indexed by."""
    offered = [field for field in schema.fields if field.enum_labels or field.name in schema.indexes]
    return [filter_of(field) for field in offered]


def filter_of(field: Field) -> dict[str, Any]:
    """One column of the form, with its choices when its values are named."""
    return {
        "name": FILTER + field.name,
        "title": language.pick(field.title),
        "value": tk.request.args.get(FILTER + field.name, ""),
        "choices": [(value, language.pick(label)) for value, label in field.enum_labels.items()],
    }
