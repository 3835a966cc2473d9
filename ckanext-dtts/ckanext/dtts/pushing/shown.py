"""What a keeper sees of the gateway: how much went there, and what waits or was refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Job, Table, Version
from ckanext.dtts.pushing.queueing import KIND, WITHDRAWAL

MOST = 100
OPEN = ("failed", "queued", "running")


@dataclass(frozen=True)
class Sending:
    """A version, or the word that it was withdrawn, which the gateway does not have yet; `said` is why the
    last try failed, `next_try` None for one that has failed for good."""

    id: UUID
    is_withdrawal: bool
    dataset: str
    table: str
    number: int
    state: str
    tries: int
    next_try: datetime | None
    said: str | None


@dataclass(frozen=True)
class Standing:
    """How many versions and withdrawals the gateway took, and what it did not take, what failed first."""

    versions: int
    withdrawals: int
    failed: int
    waiting: int
    listed: Sequence[Sending]


def standing() -> Standing:
    """As of now; two statements."""
    grouped = sa.select(Job.kind, Job.state, sa.func.count()).where(Job.kind.in_((KIND, WITHDRAWAL)))
    rows = model.Session.execute(grouped.group_by(Job.kind, Job.state)).tuples().all()
    return Standing(
        versions=sum(number for kind, state, number in rows if (kind, state) == (KIND, "done")),
        withdrawals=sum(number for kind, state, number in rows if (kind, state) == (WITHDRAWAL, "done")),
        failed=sum(number for _, state, number in rows if state == "failed"),
        waiting=sum(number for _, state, number in rows if state in ("queued", "running")),
        listed=_listed(),
    )


def find(identifier: UUID) -> Job | None:
    """The job of that id, if it sends to the gateway."""
    job = model.Session.get(Job, identifier)
    return job if job is not None and job.kind in (KIND, WITHDRAWAL) else None


def _listed() -> list[Sending]:
    version_id = sa.cast(Job.payload["version_id"].astext, sa.Uuid)
    query = (
        sa.select(Job, model.Package.name, Table.slug, Version.number)
        .join(Version, Version.id == version_id)
        .join(Table, Table.id == Version.table_id)
        .join(model.Package, model.Package.id == Table.package_id)
        .where(Job.kind.in_((KIND, WITHDRAWAL)), Job.state.in_(OPEN))
        .order_by(Job.state != "failed", Job.seq.desc())
        .limit(MOST)
    )
    return [
        Sending(
            job.id, job.kind == WITHDRAWAL, dataset, table, number, job.state, job.attempt,
            None if job.state == "failed" else job.run_after, job.last_error,
        )
        for job, dataset, table, number in model.Session.execute(query).tuples()
    ]  # fmt: skip
