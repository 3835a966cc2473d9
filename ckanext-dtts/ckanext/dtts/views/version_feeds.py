"""Feeds of versions: of the portal, a dataset, a table; `lang=en` is English, `page` goes back in time."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response

from ckanext.dtts.dcat import feeds, version_feeds
from ckanext.dtts.road import announcements, lookup
from ckanext.dtts.views import dataset, labels, links

blueprint = Blueprint("dtts_version_feeds", __name__)

_TITLE = {"vi": "Công bố và sửa đổi", "en": "Publications and revisions"}


@blueprint.get("/feeds/versions.atom")
def portal() -> Response:
    """Of all public datasets."""
    return _feed("/feeds/versions.atom", "/", "", None, None)


@blueprint.get("/feeds/versions/<name>.atom")
def of_dataset(name: str) -> Response:
    """Of the tables of one dataset."""
    pkg = dataset.show(name)
    where = f"/feeds/versions/{pkg['name']}.atom"
    return _feed(where, f"/dataset/{pkg['name']}", _text(pkg, "title"), pkg["id"], None)


@blueprint.get("/feeds/versions/<name>/<table>.atom")
def of_table(name: str, table: str) -> Response:
    """Of one table."""
    pkg = dataset.show(name)
    found = lookup.table(pkg["id"], table)
    if found is None:
        return tk.abort(404)
    title = (found.name_en if feeds.language() == "en" else None) or found.name
    where = f"/feeds/versions/{pkg['name']}/{table}.atom"
    return _feed(where, f"/dataset/{pkg['name']}/{table}/versions", title, pkg["id"], table)


def _feed(address: str, page: str, title: str, dataset_id: str | None, table: str | None) -> Response:
    lang, number = feeds.language(), links.whole("page")
    found = announcements.recent(
        dataset_id=dataset_id,
        table=table,
        limit=version_feeds.PAGE,
        offset=(number - 1) * version_feeds.PAGE,
    )
    name = title or labels.site_title(lang)
    text = version_feeds.atom(
        found, title=f"{name}: {_TITLE[lang]}", address=address, of=page, number=number, lang=lang
    )
    return Response(text, content_type="application/atom+xml; charset=utf-8")


def _text(pkg: dict[str, str], field: str) -> str:
    return (pkg.get(f"{field}_en") if feeds.language() == "en" else None) or pkg[field]
