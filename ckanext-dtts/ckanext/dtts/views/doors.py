"""Doors for other machines that CKAN does not have: table schemas, feeds by type, sitemap, robots.txt."""

from __future__ import annotations

import json

import ckan.plugins.toolkit as tk
from ckan.views import feed
from flask import Blueprint, Response

from ckanext.dtts.dcat import feeds, sitemap
from ckanext.dtts.dcat.distribution import site_address
from ckanext.dtts.registers import gazetteer, today
from ckanext.dtts.views import labels
from dtts.catalogue import dataset_type_names, table_schema, table_schema_names
from dtts.units import FORMER_ENDS

blueprint = Blueprint("dtts_doors", __name__)

# Searches and their narrowings are endless; what they lead to stands in the sitemap.
_NOT_FOR_ROBOTS = (
    "/api/",
    "/bao-sai",
    "/ckan-admin",
    "/dashboard",
    "/dataset?",
    "/dataset/?",
    "/dia-ban?",
    "/dia-ban/?",
    "/dataset/*/submit",
    "/giam-sat?",
    "/huu-ich/",
    "/giam-sat/chuyen?",
    "/giam-sat/danh-gia?",
    "/giam-sat/kien-nghi?",
    "/giam-sat/phat-hien?",
    "/giam-sat/thay-doi?",
    "/organization/*?",
    "/sdmx/",
    "/su-dung-lai?",
    "/su-dung-lai/gui",
    "/submission",
    "/user/",
    "/yeu-cau-du-lieu?",
    "/yeu-cau-du-lieu/moi",
    "/yeu-cau-du-lieu/*/toi-cung-can",
)


@blueprint.get("/schema/<name>.json")
def schema(name: str) -> Response:
    """A table schema (Frictionless Table Schema with both languages), as the checks use it."""
    if name not in table_schema_names():
        return tk.abort(404)
    text = json.dumps(table_schema(name).descriptor, ensure_ascii=False, indent=1)
    return Response(text, content_type="application/json; charset=utf-8")


@blueprint.get("/schema/index.json")
def schemas() -> Response:
    """Every table schema with its titles, version and address."""
    listed = [
        {"name": name, "version": found.version, "title": dict(found.title)}
        | {"url": f"{site_address()}/schema/{name}.json"}
        for name in table_schema_names()
        for found in [table_schema(name)]
    ]
    return Response(
        json.dumps(listed, ensure_ascii=False, indent=1), content_type="application/json; charset=utf-8"
    )


@blueprint.get("/feeds/type/<kind>.atom")
def by_type(kind: str) -> Response:
    """What changed last among the datasets of a type."""
    if kind not in dataset_type_names():
        return tk.abort(404)
    asked, params = feed._parse_url_params()
    count, results = feed._package_search({**asked, "fq": f'dataset_type:"{kind}"'})
    lang = feeds.language()
    where = f"{site_address()}/feeds/type/{kind}.atom"
    title = f"{labels.site_title(lang)}: {labels.dataset_type(kind, lang)}"
    return feed.output_feed(
        results,
        feed_title=title,
        feed_description=title,
        feed_link=f"{site_address()}/dataset/?type={kind}",
        feed_guid=where,
        feed_url=where,
        navigation_urls=_pages(where, params, count, asked["rows"]),
    )


@blueprint.get("/robots.txt")
def robots() -> Response:
    """What robots need not read, and where everything is listed."""
    paths = [f"{prefix}{path}" for prefix in ("", "/en") for path in _NOT_FOR_ROBOTS]
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in paths),
        "",
        f"Sitemap: {site_address()}/sitemap.xml",
    ]
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@blueprint.get("/sitemap.xml")
def sitemap_index() -> Response:
    """The list of lists."""
    return _xml(sitemap.index(site_address()))


@blueprint.get("/sitemap/pages.xml")
def sitemap_pages() -> Response:
    """Standing pages and agencies."""
    return _xml(sitemap.pages(site_address()))


@blueprint.get("/sitemap/places.xml")
def sitemap_places() -> Response:
    """The provinces and communes of today."""
    return _xml(sitemap.places(site_address(), gazetteer().in_force(today())))


@blueprint.get("/sitemap/former-places.xml")
def sitemap_former_places() -> Response:
    """Provinces, districts and communes as they were on their last day."""
    return _xml(sitemap.places(site_address(), gazetteer().in_force(FORMER_ENDS)))


@blueprint.get("/sitemap/monitoring.xml")
def sitemap_monitoring() -> Response:
    """Visits and evaluations."""
    return _xml(sitemap.monitoring(site_address()))


@blueprint.get("/sitemap/datasets-<int:number>.xml")
def sitemap_datasets(number: int) -> Response:
    """Datasets and their tables."""
    text = sitemap.datasets(site_address(), number)
    return _xml(text) if text else tk.abort(404)


def _xml(text: str) -> Response:
    return Response(text, content_type="application/xml; charset=utf-8")


def _pages(where: str, params: dict[str, str], count: int, size: int) -> dict[str, str | None]:
    page, last = int(params.get("page", 1)), max(1, -(-count // size))
    return {
        "first": f"{where}?page=1",
        "last": f"{where}?page={last}",
        "previous": f"{where}?page={page - 1}" if page > 1 else None,
        "next": f"{where}?page={page + 1}" if page < last else None,
    }
