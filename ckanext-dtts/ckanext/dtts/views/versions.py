"""A version at its own address, for ever: what it is, what it changed, how it is cited, its first rows.

A withdrawn one leaves a page that says when and why (410).
"""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, abort, make_response, redirect
from werkzeug.wrappers import Response as WerkzeugResponse

from ckanext.dtts.road import blobs
from ckanext.dtts.views import cells, changes, citing, columns, dataset, language, links, table, version_links
from dtts import catalogue
from dtts.citation import citation_text

blueprint = Blueprint("dtts_version", __name__)

ADDRESS = "/dataset/<dataset_name>/<table_name>/v/<int:version>"
GONE = 410


@blueprint.get("/dataset/<dataset_name>/<table_name>/versions")
def index(dataset_name: str, table_name: str) -> str:
    """Every version, newest first, each with its files or with what is left of it."""
    pkg = dataset.show(dataset_name)
    listed = table.call("dtts_version_list", {"dataset": pkg["name"], "table": table_name})
    newest = record_of(pkg, table_name, listed[0]["version"])
    return tk.render("dtts/versions.html", {"pkg": pkg, "table": newest, "versions": listed})


@blueprint.get("/dataset/<dataset_name>/<table_name>/v/latest", defaults={"form": None})
@blueprint.get("/dataset/<dataset_name>/<table_name>/v/latest.<any(csv,parquet,json,xlsx):form>")
def latest(dataset_name: str, table_name: str, form: str | None) -> WerkzeugResponse:
    """To the current version at the address where it stays."""
    pkg = dataset.show(dataset_name)
    shown = table.call("dtts_table_show", {"dataset": pkg["name"], "table": table_name})
    where = tk.url_for(
        "dtts_version.read", dataset_name=pkg["name"], table_name=table_name, version=shown["version"]
    )
    return redirect(f"{where}.{form}" if form else where, 307)


@blueprint.get(ADDRESS)
def read(dataset_name: str, table_name: str, version: int) -> Response:
    """The version with everything that is needed to trust, cite and compare it."""
    pkg = dataset.show(dataset_name)
    record = readable(pkg, table_name, version)
    citation = citing.citation(record, pkg)
    page = tk.render(
        "dtts/version.html",
        {
            "pkg": pkg,
            "version": record,
            "citation": citation_text(citation, language.current()),
            "forms": list(citing.FORMS),
            **_rows(record),
        },
    )
    return _leading(make_response(page), record)


@blueprint.get(f"{ADDRESS}/thay-doi")
def difference(dataset_name: str, table_name: str, version: int) -> Response:
    """What the version changed against the one that it replaced."""
    pkg = dataset.show(dataset_name)
    record = readable(pkg, table_name, version)
    found = table.call("dtts_version_difference", _asked(record))
    told = changes.of(found["difference"])
    page = tk.render("dtts/version_changes.html", {"pkg": pkg, "version": record, "told": told})
    return _leading(make_response(page), record)


@blueprint.get(f"{ADDRESS}/thay-doi.csv")
def changes_csv(dataset_name: str, table_name: str, version: int) -> WerkzeugResponse:
    """The whole difference, a changed cell a line: `dtts.revisions.changes_csv` says what stands where."""
    pkg = dataset.show(dataset_name)
    record = readable(pkg, table_name, version)
    if record["changes"] is None:
        abort(404, tk._("There is no list of changes: this is the first version, or none was made."))
    blob = blobs.Blob(**record["changes"])
    response = Response(blobs.open_file(blob), mimetype="text/csv", direct_passthrough=True)
    response.content_length = blob.size
    response.set_etag(blob.sha256)
    mark = "minh-hoa." if record["demo"] else ""
    name = f"{mark}{record['dataset']}.{table_name}.v{version}.thay-doi.csv"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    if record["demo"]:
        response.headers["X-Data-Mark"] = "demonstration"
    return kept_from_strangers(response, pkg).make_conditional(
        tk.request, accept_ranges=True, complete_length=blob.size
    )


@blueprint.get(f"{ADDRESS}/trich-dan.<any(bib,ris,json):form>")
def cite(dataset_name: str, table_name: str, version: int, form: str) -> Response:
    """The citation as a file; `lang=en` asks for English."""
    pkg = dataset.show(dataset_name)
    record = readable(pkg, table_name, version)
    media_type, write = citing.FORMS[form]
    lang = "en" if tk.request.args.get("lang") == "en" else "vi"
    response = Response(
        write(citing.citation(record, pkg), lang), content_type=f"{media_type}; charset=utf-8"
    )
    name = f"{record['dataset']}.{table_name}.v{version}.{form}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return kept_from_strangers(response, pkg)


def record_of(pkg: dict[str, Any], table_name: str, number: int) -> dict[str, Any]:
    """The public record of a version, withdrawn or not."""
    asked = {"dataset": pkg["name"], "table": table_name, "version": number}
    record: dict[str, Any] = table.call("dtts_version_show", asked)
    return record


def readable(pkg: dict[str, Any], table_name: str, number: int) -> dict[str, Any]:
    """The record of a version that can be read; of a withdrawn one the answer is its tombstone."""
    record = record_of(pkg, table_name, number)
    if record["tombstone"] is not None:
        abort(make_response(tk.render("dtts/tombstone.html", {"pkg": pkg, "version": record}), GONE))
    return record


def _rows(record: dict[str, Any]) -> dict[str, Any]:
    """A page of the version's rows, with the columns that it has."""
    schema = catalogue.table_schema(record["schema"])
    asked = {"dataset": record["dataset"], "table": record["table"]}
    answer = table.rows(asked, schema, record["version"])
    there = {each["name"] for each in answer.get("fields", ())}
    fields = [field for field in columns.shown(schema, {}) if field.name in there]
    return {
        "schema": schema,
        "columns": columns.headings(schema, fields, {}),
        "all_columns": len(there),
        "rows": [cells.row(schema, fields, row) for row in answer["rows"]],
        "paging": links.paging(
            answer["total"], table.page_number(), table.PAGE, lambda other: links.here(page=other) + "#rows"
        ),
    }


def _asked(record: dict[str, Any]) -> dict[str, Any]:
    return {name: record[name] for name in ("dataset", "table", "version")}


def _leading(response: Response, record: dict[str, Any]) -> Response:
    version_links.lead(response.headers, record)
    return response


def kept_from_strangers(response: Response, pkg: dict[str, Any]) -> Response:
    """What is not public is kept by no cache on the way."""
    if pkg["private"]:
        tk.request.environ["__no_cache__"] = True
    return response
