"""`/s/<code>`: short addresses that lead to a dataset or a table, and their QR codes."""

from __future__ import annotations

from typing import Any, NamedTuple

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from flask import Blueprint, Response, abort, redirect

from ckanext.dtts.dcat.distribution import site_address
from ckanext.dtts.model import Table
from ckanext.dtts.short_addresses import codes, qr
from ckanext.dtts.views import language

blueprint = Blueprint("dtts_short", __name__)


class Place(NamedTuple):
    """Where a code leads: what it is called there, and the address."""

    name: str
    url: str


@blueprint.get("/s/<code>")
def follow(code: str) -> Any:
    """On to the page; names in addresses may change, so that it is asked for each time."""
    found = places(code)
    if not found:
        abort(404, tk._("There is no dataset at this address, or it is not public."))
    if len(found) > 1:
        return tk.render("dtts/short.html", {"found": found})
    return redirect(found[0].url, 302)


@blueprint.get("/s/<code>.svg")
def picture(code: str) -> Response:
    """The QR code of a short address."""
    if not places(code):
        abort(404, tk._("There is no dataset at this address, or it is not public."))
    drawn = qr.drawing(f"{site_address()}/s/{code.lower()}")
    return Response(drawn, content_type="image/svg+xml; charset=utf-8")


def short(kind: str, identifier: str) -> str:
    """The short address of a dataset or a table; empty for an id that is no UUID."""
    try:
        return f"{site_address()}/s/{codes.code(kind, identifier)}"
    except ValueError:
        return ""


def places(code: str) -> list[Place]:
    """The pages that the reader may see whose id begins as the code says."""
    read = codes.beginning(code)
    if read is None:
        return []
    kind, beginning = read
    return _datasets(beginning) if kind == "dataset" else _tables(beginning)


def _datasets(beginning: str) -> list[Place]:
    query = sa.select(model.Package.id).where(model.Package.id.startswith(beginning)).limit(9)
    shown = [_visible(each) for each in model.Session.scalars(query)]
    return [_dataset(pkg) for pkg in shown if pkg]


def _tables(beginning: str) -> list[Place]:
    query = sa.select(Table.package_id, Table.slug, Table.id).where(
        sa.cast(Table.id, sa.Text).startswith(beginning), Table.current_version_id.is_not(None)
    )
    found = []
    for package_id, slug, _identifier in model.Session.execute(query.limit(9)).tuples():
        pkg = _visible(package_id)
        if pkg:
            url = tk.url_for("dtts_table.read", dataset_name=pkg["name"], table_name=slug)
            found.append(Place(f"{language.text(pkg, 'title')} – {slug}", url))
    return found


def _dataset(pkg: dict[str, Any]) -> Place:
    return Place(language.text(pkg, "title"), tk.url_for("dtts_dataset.read", name=pkg["name"]))


def _visible(identifier: str) -> dict[str, Any] | None:
    try:
        pkg: dict[str, Any] = tk.get_action("package_show")({}, {"id": identifier})
    except (tk.ObjectNotFound, tk.NotAuthorized):
        return None
    return pkg if pkg["state"] == "active" else None
