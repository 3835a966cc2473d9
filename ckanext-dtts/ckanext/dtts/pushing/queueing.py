"""Which versions are still to be sent, and putting them into the job table."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import config
from ckanext.dtts.jobs import queue
from ckanext.dtts.model import Job, Table, Version
from dtts.errors import UsageError

KIND = "push"


def due(dataset: str | None = None) -> Sequence[Version]:
    """Versions that the public reads and for which no sending was ever queued, the oldest first.

    What is private or deleted is not sent; what was refused stays as its job says, see `ckan dtts jobs`.
    """
    asked = sa.select(Job.payload["version_id"].astext).where(Job.kind == KIND)
    query = (
        sa.select(Version)
        .join(Table, Table.current_version_id == Version.id)
        .join(model.Package, model.Package.id == Table.package_id)
        .where(model.Package.state == model.State.ACTIVE, model.Package.private.is_(False))
        .where(sa.cast(Version.id, sa.Text).not_in(asked))
    )
    if dataset:
        query = query.where(model.Package.name == dataset)
    return list(model.Session.scalars(query.order_by(Version.published, Version.id)))


def put(versions: Sequence[Version]) -> list[Job]:
    """A job for each, in the caller's transaction, one after the other for one table. UsageError when no
    gateway is set."""
    if not (config.push_address() and config.push_token_address()):
        raise UsageError("set dtts.push.address to the gateway and dtts.push.token_address to its tokens")
    return [queue.put(KIND, f"push:{each.table_id}", {"version_id": str(each.id)}) for each in versions]
