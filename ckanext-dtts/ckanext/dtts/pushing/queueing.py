"""Which versions are still to be sent, and putting them into the job table."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import config
from ckanext.dtts.jobs import queue, wake
from ckanext.dtts.model import Job, Table, Version
from dtts.errors import UsageError

KIND = "push"


def follow(version: Version) -> None:
    """Queue a version that has just become public, in the caller's transaction, unless it was queued before,
    its dataset is private, or the portal sends to no gateway."""
    if config.push_at_publication() and is_set():
        for job in put(_due(Version.id == version.id)):
            wake.ring(job.id)


def due(dataset: str | None = None) -> Sequence[Version]:
    """Versions that the public reads and for which no sending was ever queued, the oldest first.

    What is private or deleted is not sent; what was refused stays as its job says, see `ckan dtts jobs`.
    """
    return _due(*([model.Package.name == dataset] if dataset else ()))


def _due(*chosen: sa.ColumnElement[bool]) -> Sequence[Version]:
    asked = sa.select(Job.payload["version_id"].astext).where(Job.kind == KIND)
    query = (
        sa.select(Version)
        .join(Table, Table.current_version_id == Version.id)
        .join(model.Package, model.Package.id == Table.package_id)
        .where(model.Package.state == model.State.ACTIVE, model.Package.private.is_(False))
        .where(sa.cast(Version.id, sa.Text).not_in(asked), *chosen)
    )
    return list(model.Session.scalars(query.order_by(Version.published, Version.id)))


def put(versions: Sequence[Version]) -> list[Job]:
    """A job for each, in the caller's transaction, one after the other for one table. UsageError when no
    gateway is set."""
    if not is_set():
        raise UsageError("set dtts.push.address to the gateway and dtts.push.token_address to its tokens")
    return [queue.put(KIND, f"push:{each.table_id}", {"version_id": str(each.id)}) for each in versions]


def is_set() -> bool:
    """Whether the settings name a gateway."""
    return bool(config.push_address() and config.push_token_address())
