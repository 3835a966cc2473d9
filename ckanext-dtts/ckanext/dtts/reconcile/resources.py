"""CKAN's resources against the pointers: each tells of the version that is published, and none of another."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Table, Version
from ckanext.dtts.reconcile.difference import Difference, Look
from ckanext.dtts.road import gate, resource


def find(look: Look) -> Iterator[Difference]:
    """Resources that are missing, tell of something else, or of a table that is not published."""
    query = sa.select(Table, Version).outerjoin(Version, Version.id == Table.current_version_id)
    known = set()
    for table, version in model.Session.execute(query.order_by(Table.created)).tuples().all():
        known.add(str(table.id))
        if look.covers(table.id) and _is_kept(table):
            yield from _of_table(table, version)
    yield from _of_nothing(look, known)


def repair(found: Difference) -> None:
    """Let the resource tell of the published version, or take it out."""
    table = model.Session.get_one(Table, uuid.UUID(found.subject))
    if table.current_version_id is None:
        resource.retire(table)
    else:
        resource.announce(table, model.Session.get_one(Version, table.current_version_id))


def _of_table(table: Table, version: Version | None) -> Iterator[Difference]:
    held = model.Resource.get(str(table.id))
    shown = held is not None and held.state == model.State.ACTIVE
    subject, lane = str(table.id), gate.lane(table)
    if version is None and shown:
        says = "CKAN shows a resource of a table of which no version is published"
        yield Difference("resources", "not-published", subject, says, lane)
    elif version is not None and not shown:
        says = f"version {version.number} is published and CKAN has no resource"
        yield Difference("resources", "missing", subject, says, lane)
    elif version is not None and held is not None:
        other = _others(held, resource.describe(table, version))
        if other:
            says = f"the resource does not tell of version {version.number}: {', '.join(other)}"
            yield Difference("resources", "stale", subject, says, lane)


def _of_nothing(look: Look, known: set[str]) -> Iterator[Difference]:
    """Resources that claim to be a table of ours, and are none."""
    active = sa.select(model.Resource.id).where(
        model.Resource.url_type == resource.URL_TYPE, model.Resource.state == model.State.ACTIVE
    )
    for key in sorted(set(model.Session.scalars(active)) - known):
        if look.covers(key):
            says = "CKAN has a resource of a table that the portal does not know: delete it by hand"
            yield Difference("resources", "unknown", key, says, fixable=False)


def _others(held: model.Resource, described: dict[str, Any]) -> list[str]:
    """Names of what the resource says otherwise; the address goes by the dataset's name and not by this."""
    columns = set(model.resource_table.columns.keys())
    other = []
    for name, wanted in described.items():
        found = getattr(held, name) if name in columns else (held.extras or {}).get(name)
        if name != "url" and _plain(found) != _plain(wanted):
            other.append(name)
    return other


def _plain(value: Any) -> str:
    """As text, since extras come back in whatever type a form left; moments in ISO form."""
    if value is None:
        return ""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _is_kept(table: Table) -> bool:
    """Whether the dataset is there: one that was deleted takes its resources along."""
    dataset = model.Package.get(table.package_id)
    return dataset is not None and dataset.state == model.State.ACTIVE
