"""Which versions are still to be sent, which withdrawals to be told, and putting both into the job table.

The jobs of a table stand in one lane, so that a gateway never hears of a withdrawal before the version. What
a withdrawal says is kept in its job: a dataset may be purged before the gateway answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import config
from ckanext.dtts.jobs import queue, wake
from ckanext.dtts.model import Job, Submission, Table, Version
from ckanext.dtts.pushing import withdrawal
from dtts.errors import UsageError

KIND, WITHDRAWAL = "push", "push_withdrawal"


def follow(version: Version) -> None:
    """Queue a version that has just become public, in the caller's transaction, unless it was queued before,
    its dataset is private, or the portal sends to no gateway."""
    if config.push_at_publication() and is_set():
        _ring(put(_due(Version.id == version.id)))


def withdrawn(version: Version) -> None:
    """Queue the word of a version that was withdrawn, in the caller's transaction, if it was ever queued."""
    if is_set():
        _ring(tell(_untold(Version.id == version.id)))


def dataset_changed(dataset: model.Package, *, is_going: bool = False) -> None:
    """Queue the word of the versions of a dataset that is public no more, or is about to be deleted, or the
    versions of one that is public again, in the caller's transaction."""
    if not is_set():
        return
    own = model.Package.id == dataset.id
    _ring(tell(_untold(own, is_going=is_going)))
    if config.push_at_publication() and not is_going:
        _ring(put(_due(own)))


def due(dataset: str | None = None) -> Sequence[Version]:
    """Versions that the public reads and that no gateway was ever sent, or was told were withdrawn, the
    oldest first.

    What is private or deleted is not sent; what was refused stays as its job says, see `ckan dtts jobs`.
    """
    return _due(*_named(dataset))


def untold(dataset: str | None = None) -> Sequence[Version]:
    """Versions that were queued and are public no more, of which no gateway was told so."""
    return _untold(*_named(dataset))


def put(versions: Sequence[Version]) -> list[Job]:
    """A job for each, in the caller's transaction, one after the other for one table. UsageError when no
    gateway is set."""
    _refuse_unset()
    keys = _keys(KIND, versions)
    return [
        queue.put(KIND, _lane(each), {"version_id": str(each.id), "key": key})
        for each, key in zip(versions, keys, strict=True)
    ]


def tell(versions: Sequence[Version]) -> list[Job]:
    """A job for the word of each withdrawal, as `put`."""
    _refuse_unset()
    keys = _keys(WITHDRAWAL, versions)
    return [
        queue.put(WITHDRAWAL, _lane(each), {"version_id": str(each.id), "key": key, "message": _said(each)})
        for each, key in zip(versions, keys, strict=True)
    ]


def is_set() -> bool:
    """Whether the settings name a gateway."""
    return bool(config.push_address() and config.push_token_address())


def _due(*chosen: sa.ColumnElement[bool]) -> Sequence[Version]:
    query, last = _versions()
    is_new = sa.func.coalesce(last, WITHDRAWAL) == WITHDRAWAL
    wanted = query.where(Table.current_version_id == Version.id, *_PUBLIC, is_new, *chosen)
    return list(model.Session.scalars(wanted))


def _untold(*chosen: sa.ColumnElement[bool], is_going: bool = False) -> Sequence[Version]:
    query, last = _versions()
    is_gone = sa.or_(sa.literal(is_going), Submission.state == "withdrawn", ~sa.and_(*_PUBLIC))
    wanted = query.join(Submission, Submission.id == Version.submission_id).where(last == KIND, is_gone)
    return list(model.Session.scalars(wanted.where(*chosen)))


_PUBLIC = (model.Package.state == model.State.ACTIVE, model.Package.private.is_(False))


def _versions() -> tuple[sa.Select[tuple[Version]], sa.ColumnElement[str | None]]:
    """Versions, and what was queued last of each: that it be sent, or that it was withdrawn."""
    version_id = Job.payload["version_id"].astext.label("version_id")
    queued = sa.select(version_id, Job.kind).where(Job.kind.in_((KIND, WITHDRAWAL)))
    last = queued.distinct(version_id).order_by(version_id, Job.seq.desc()).subquery()
    query = (
        sa.select(Version)
        .join(Table, Table.id == Version.table_id)
        .join(model.Package, model.Package.id == Table.package_id)
        .outerjoin(last, last.c.version_id == sa.cast(Version.id, sa.Text))
    )
    return query.order_by(Version.published, Version.id), last.c.kind


def _keys(kind: str, versions: Sequence[Version]) -> list[str]:
    """An Idempotency-Key for each: what went and came back is sent again, and that is no repetition."""
    version_id = Job.payload["version_id"].astext
    before = sa.select(version_id).where(Job.kind == kind, version_id.in_(map(_id, versions)))
    times = Counter(model.Session.scalars(before))
    word = "" if kind == KIND else "-withdrawn"
    return [f"{one}{word}{f'-{times[one] + 1}' if times[one] else ''}" for one in map(_id, versions)]


def _id(version: Version) -> str:
    return str(version.id)


def _said(version: Version) -> dict[str, Any]:
    table = model.Session.get_one(Table, version.table_id)
    return withdrawal.message_of(version, table, model.Package.get(table.package_id))


def _lane(version: Version) -> str:
    return f"push:{version.table_id}"


def _named(dataset: str | None) -> list[sa.ColumnElement[bool]]:
    return [model.Package.name == dataset] if dataset else []


def _refuse_unset() -> None:
    if not is_set():
        raise UsageError("set dtts.push.address to the gateway and dtts.push.token_address to its tokens")


def _ring(jobs: Sequence[Job]) -> None:
    for job in jobs:
        wake.ring(job.id)
