"""The jobs that send one version, or tell of one that was withdrawn; tried for days, always under one key."""

from __future__ import annotations

import logging
from typing import Any
from uuid import UUID

from ckan import model

from ckanext.dtts import notices
from ckanext.dtts.harvest.telling import KIND as TROUBLE
from ckanext.dtts.harvest.telling import keepers
from ckanext.dtts.jobs.kinds import Kind, Step
from ckanext.dtts.model import Job, Submission, Table, Version
from ckanext.dtts.pushing import gateway, nightly
from ckanext.dtts.pushing.package import body_of
from ckanext.dtts.pushing.queueing import KIND, WITHDRAWAL
from ckanext.dtts.pushing.withdrawal import body_of as withdrawal_of

log = logging.getLogger(__name__)
PAGE = "/thu-thap/-/gui"


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
    key = job.payload.get("key", str(version.id))
    return {"sent": True, "status": gateway.post(body, content_type, key), "bytes": len(body)}


def tell(job: Job) -> dict[str, Any]:
    """Say that the version is public no more. One that was never sent may be told of too: a try that broke
    may have arrived, and to a gateway that does not know the version nothing happens."""
    body = withdrawal_of(job.payload["message"])
    return {"sent": True, "status": gateway.withdraw(body, job.payload["key"]), "bytes": len(body)}


def gave_up(job: Job, error: str) -> None:
    """Tell the keepers; the job says that it failed and why, and their page sends again."""
    log.error("version %s: the gateway did not take %s: %s", job.payload["version_id"], job.kind, error)
    title = (
        {"vi": "Trục không nhận tin rút dữ liệu", "en": "The gateway did not take the word of a withdrawal"}
        if job.kind == WITHDRAWAL
        else {"vi": "Trục không nhận một phiên bản", "en": "The gateway did not take a version"}
    )
    details = {"title": title, "text": dict.fromkeys(("vi", "en"), error[:500]), "path": PAGE}
    notices.tell(TROUBLE, f"{job.kind}:{job.id}", keepers(), details)


KINDS: dict[str, Kind] = {
    KIND: Kind(steps=(Step("send", send),), timeout_s=600, tries=100, gave_up=gave_up),
    WITHDRAWAL: Kind(steps=(Step("send", tell),), timeout_s=600, tries=100, gave_up=gave_up),
    nightly.KIND: Kind(steps=(Step("queue", nightly.run),), timeout_s=600, tries=3, gave_up=nightly.note),
}
