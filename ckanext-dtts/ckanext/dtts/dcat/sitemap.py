"""Everything that readers may see, listed for search engines: pages, datasets, tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.followup import published
from ckanext.dtts.model import Table, Version
from dtts.units import CURRENT, Unit

# The protocol allows 50,000; each dataset brings its tables, each in two languages.
DATASETS_A_FILE = 5_000
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_LINKS = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
STANDING = (
    "/",
    "/dataset/",
    "/organization/",
    "/dia-ban/",
    "/danh-muc/",
    "/giam-sat",
    "/giam-sat/chuyen",
    "/giam-sat/danh-gia",
    "/giam-sat/kien-nghi",
    "/giam-sat/phat-hien",
    "/giam-sat/thay-doi",
    "/dia-ban/chuyen-doi",
    "/kiem-tra",
    "/yeu-cau-du-lieu",
    "/su-dung-lai",
    "/about",
)


class Entry(NamedTuple):
    """A page by its path, and when it changed last."""

    path: str
    changed: datetime | None


def index(site: str) -> str:
    """The list of lists."""
    count = model.Session.scalar(sa.select(sa.func.count()).select_from(_public().subquery())) or 0
    files = -(-count // DATASETS_A_FILE)
    visited = ["monitoring"] if published.datasets() else []
    several = [f"datasets-{number}" for number in range(1, files + 1)]
    names = ["pages", "places", "former-places", *visited, *several]
    rows = "".join(f"<sitemap><loc>{escape(site)}/sitemap/{name}.xml</loc></sitemap>\n" for name in names)
    return f"{_HEAD}<sitemapindex {_NAMES}>\n{rows}</sitemapindex>\n"


def pages(site: str) -> str:
    """The standing pages and the agencies."""
    agencies = sa.select(model.Group.name).where(
        model.Group.is_organization.is_(True), model.Group.state == "active"
    )
    entries = [Entry(path, None) for path in STANDING]
    entries += [
        Entry(f"/organization/{name}", None)
        for name in model.Session.scalars(agencies.order_by(model.Group.name))
    ]
    return _written(site, iter(entries))


def places(site: str, units: Iterable[Unit]) -> str:
    """The pages of places: of today by their code, former ones by their permanent address."""
    keys = dict.fromkeys(unit.code if unit.epoch == CURRENT else unit.area_id for unit in units)
    return _written(site, (Entry(f"/dia-ban/{key}", None) for key in keys))


def monitoring(site: str) -> str:
    """The pages of visits and evaluations."""
    known = published.datasets()
    rows = [("chuyen", one.row.id, one.dataset.name) for one in published.visits(among=known)]
    rows += [("danh-gia", one.row.id, one.dataset.name) for one in published.evaluations(among=known)]
    return _written(site, (Entry(f"/giam-sat/{kind}/{key}?bo={name}", None) for kind, key, name in rows))


def datasets(site: str, number: int) -> str | None:
    """File `number` (from 1) of the datasets with their tables; None when there is no such file."""
    if number < 1:
        return None
    offset = (number - 1) * DATASETS_A_FILE
    query = _public().order_by(model.Package.name).offset(offset).limit(DATASETS_A_FILE)
    found = model.Session.execute(query).all()
    if not found:
        return None
    tables = _tables([row.id for row in found])
    return _written(
        site,
        (
            entry
            for row in found
            for entry in (
                Entry(f"/dataset/{row.name}", row.metadata_modified),
                *(Entry(f"/dataset/{row.name}/{slug}", moment) for slug, moment in tables.get(row.id, ())),
            )
        ),
    )


def _public() -> sa.Select[tuple[str, str, datetime]]:
    package = model.Package
    return sa.select(package.id, package.name, package.metadata_modified).where(
        package.state == "active", package.private.is_(False)
    )


def _tables(ids: list[str]) -> dict[str, list[tuple[str, datetime]]]:
    query = (
        sa.select(Table.package_id, Table.slug, Version.published)
        .join(Version, Version.id == Table.current_version_id)
        .where(Table.package_id.in_(ids))
        .order_by(Table.slug)
    )
    found: dict[str, list[tuple[str, datetime]]] = {}
    for package_id, slug, moment in model.Session.execute(query):
        found.setdefault(package_id, []).append((slug, moment))
    return found


def _written(site: str, entries: Iterator[Entry]) -> str:
    return f"{_HEAD}<urlset {_NAMES} {_LINKS}>\n{''.join(_url(site, entry) for entry in entries)}</urlset>\n"


def _url(site: str, entry: Entry) -> str:
    """A page in both languages, each naming the other."""
    languages = {"vi": f"{site}{entry.path}", "en": f"{site}/en{entry.path}"}
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(address)}/>'
        for code, address in {**languages, "x-default": languages["vi"]}.items()
    )
    changed = f"<lastmod>{entry.changed:%Y-%m-%d}</lastmod>" if entry.changed else ""
    return "".join(
        f"<url><loc>{escape(address)}</loc>{changed}{alternates}</url>\n" for address in languages.values()
    )
