"""The job that sends one version; it is tried again for days, always under the same key."""

from __future__ import annotations

import logging
from typing import Any
from uuid import UUID

from ckan import model

from ckanext.dtts.jobs.kinds import Kind, Step
from ckanext.dtts.model import Job, Submission, Table, Version
from ckanext.dtts.pushing import gateway
from ckanext.dtts.pushing.package import body_of
from ckanext.dtts.pushing.queueing import KIND

log = logging.getLogger(__name__)


def send(job: Job) -> dict[str, Any]:
    """Send the version, unless it was taken from the public meanwhile. A crash after the gateway answered
    sends it again under the same Idempotency-Key."""
    version = model.Session.get_one(Version, UUID(job.payload["version_id"]))
    table = model.Session.get_one(Table, version.table_id)
    dataset = model.Package.get(table.package_id)
    state = model.Session.get_one(Submission, version.submission_id).state
    if state == "withdrawn" or dataset.private or dataset.state != model.State.ACTIVE:
        return {"sent": False, "state": state}
    body, content_type = body_of(table, version, dataset)
    return {"sent": True, "status": gateway.post(body, content_type, str(version.id)), "bytes": len(body)}


def gave_up(job: Job, error: str) -> None:
    """The job itself says that it failed and why; `ckan dtts jobs retry` sends again."""
    log.error("version %s was not taken by the gateway: %s", job.payload["version_id"], error)


KINDS: dict[str, Kind] = {KIND: Kind(steps=(Step("send", send),), timeout_s=600, tries=100, gave_up=gave_up)}
