"""Who is told that links of their datasets are broken: those who send and approve for the agency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts import notices
from ckanext.dtts.feedback.reuses import telling as reuses
from ckanext.dtts.quality.links import FIELDS

KIND = "links-broken"
_TITLE = {"vi": "Đường dẫn không còn mở được", "en": "Links that open no more"}


def tell(addresses: Collection[str]) -> int:
    """Tell each agency once a day of its datasets, and of works that use them, that name one of these
    addresses, in the caller's transaction; how many there are."""
    if not addresses:
        return 0
    day = datetime.now(tk.h.get_display_timezone()).date().isoformat()
    found = _naming(addresses)
    for pkg, named in found.items():
        listed = "\n".join(sorted(named))
        title = {lang: f"{words}: {pkg.title}" for lang, words in _TITLE.items()}
        details = {"title": title, "text": listed, "path": f"/dataset/{pkg.name}"}
        notices.tell(KIND, f"{KIND}:{pkg.id}:{day}", _people(pkg.owner_org), details)
    return len(found) + reuses.of_broken(KIND, _TITLE, addresses, day)


def _naming(addresses: Collection[str]) -> dict[model.Package, set[str]]:
    found: dict[model.Package, set[str]] = defaultdict(set)
    active = model.Package.state == model.State.ACTIVE
    for field in FIELDS:
        address = model.Package.extras[field].astext
        query = sa.select(model.Package, address).where(active, address.in_(addresses))
        for pkg, named in model.Session.execute(query).tuples():
            found[pkg].add(named)
    query = sa.select(model.Package, model.Resource.url).join(
        model.Resource, model.Resource.package_id == model.Package.id
    )
    query = query.where(active, model.Resource.state == model.State.ACTIVE, model.Resource.url.in_(addresses))
    for pkg, named in model.Session.execute(query).tuples():
        found[pkg].add(named)
    return found


def _people(agency: str) -> list[str]:
    """Who may change the descriptions of an agency's datasets."""
    query = sa.select(model.Member.table_id).where(
        model.Member.group_id == agency,
        model.Member.table_name == "user",
        model.Member.state == model.State.ACTIVE,
        model.Member.capacity.in_(("admin", "editor")),
    )
    return list(model.Session.scalars(query))
