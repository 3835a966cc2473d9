"""Downloads: every published table as CSV, Parquet, JSON and Excel, of today and of each version.

A file is known by its SHA-256, which is its ETag; parts of it can be asked for (Range), which is how
readers of Parquet take only the columns that they need.
"""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.model import Package
from flask import Blueprint, request
from flask import Response as FlaskResponse
from werkzeug.wrappers import Response

from ckanext.dtts.model import Submission, Table, Version
from ckanext.dtts.road import downloads, lookup, show, tombstones, versions
from ckanext.dtts.views import version_links

blueprint = Blueprint("dtts_files", __name__)

FORMATS = "any(csv,parquet,json,xlsx)"


@blueprint.get(f"/dataset/<dataset>/<table>.<{FORMATS}:form>")
def newest(dataset: str, table: str, form: str) -> Response:
    """The current version."""
    return send(dataset, table, form, None)


@blueprint.get(f"/dataset/<dataset>/<table>/v/<int:number>.<{FORMATS}:form>")
def numbered(dataset: str, table: str, number: int, form: str) -> Response:
    """A version that stays as it is for ever."""
    return send(dataset, table, form, number)


def send(dataset: str, slug: str, form: str, number: int | None) -> Response:
    """The file; 410 when it was withdrawn, 404 when it is not published or the reader may not see it."""
    try:
        tk.check_access(
            "dtts_table_show", {"user": tk.current_user.name}, {"dataset": dataset, "table": slug}
        )
        package = lookup.package(dataset)
        table, version = lookup.published_version(package.id, slug, number)
        download = downloads.open_download(table, version, package, form)
    except tombstones.WithdrawnError as error:
        return gone(error.tombstone)
    except (tk.ObjectNotFound, tk.NotAuthorized):
        return tk.abort(404)
    response: Response = FlaskResponse(download.chunks, mimetype=download.media_type, direct_passthrough=True)
    response.content_length = download.size
    response.set_etag(download.etag)
    response.last_modified = version.published
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers.set(
        "Content-Disposition", "attachment", filename=filename(package, table, version, form)
    )
    found = versions.Found(table, version, model.Session.get_one(Submission, version.submission_id))
    record = {"dataset": package.name, "table": slug, "version": version.number, **versions.neighbours(found)}
    version_links.lead(response.headers, record, f".{form}", latest=number is None)
    if show.is_demo(package):
        response.headers["X-Data-Mark"] = "demonstration"
    if package.private:
        request.environ["__no_cache__"] = True
    return response.make_conditional(request, accept_ranges=True, complete_length=download.size)


def gone(tombstone: tombstones.Tombstone) -> Response:
    """What stands in the place of a file that was withdrawn, in both languages."""
    said = tombstone.sentences()
    text = f"{said['vi']}\n{said['en']}\n\n{tombstone.reason}\n"
    return FlaskResponse(text, 410, mimetype="text/plain")


def filename(package: Package, table: Table, version: Version, form: str) -> str:
    """A name that says what the file is, and that it is demonstration data, in a folder of downloads."""
    mark = "minh-hoa." if show.is_demo(package) else ""
    return f"{mark}{package.name}.{table.slug}.v{version.number}.{form}"
