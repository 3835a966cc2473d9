"""The database against itself: pointer, versions and states of submissions say the same of each table."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import search
from ckanext.dtts.model import Submission, Table, Version
from ckanext.dtts.reconcile.difference import Difference, Look
from ckanext.dtts.road import gate

_Pair = tuple[Submission, Version | None]


def find(look: Look) -> Iterator[Difference]:
    """Tables whose pointer does not lead to the one published version, and versions without their files."""
    published = _published()
    for table in model.Session.scalars(sa.select(Table).order_by(Table.created)):
        if look.covers(table.id):
            yield from _of_pointer(table, published.get(table.id))
    yield from _of_files(look)


def repair(found: Difference) -> None:
    """Let the pointer lead to the version of the one submission that is published, or to none."""
    table = model.Session.get_one(Table, uuid.UUID(found.subject), with_for_update=True)
    _, version = _published().get(table.id, (None, None))
    table.current_version_id = version.id if version else None
    search.enqueue(table.package_id)


def _of_pointer(table: Table, published: _Pair | None) -> Iterator[Difference]:
    subject, lane = str(table.id), gate.lane(table)
    submission, version = published or (None, None)
    if submission is not None and version is None:
        says = f"submission {submission.id} is published and has no version"
        yield Difference("pointers", "no-version", subject, says, lane, fixable=False)
    elif table.current_version_id != (version.id if version else None):
        wanted = f"version {version.number}" if version else "no version"
        says = f"{wanted} is published and the pointer leads to {_number(table)}"
        yield Difference("pointers", "pointer", subject, says, lane)


def _of_files(look: Look) -> Iterator[Difference]:
    """A version and its submission name the same bytes."""
    query = sa.select(Version, Submission, Table).select_from(Version)
    query = query.join(Submission, Submission.id == Version.submission_id).join(
        Table, Table.id == Version.table_id
    )
    for version, submission, table in model.Session.execute(query).tuples():
        files = submission.files or {}
        named = {form: (files.get(form) or {}).get("sha256") for form in ("csv", "parquet")}
        kept = {"csv": version.csv_sha256, "parquet": version.parquet_sha256}
        if look.covers(table.id) and named != kept:
            says = f"version {version.number} names other files than submission {submission.id}"
            yield Difference("pointers", "files", str(table.id), says, gate.lane(table), fixable=False)


def _published() -> dict[uuid.UUID, _Pair]:
    """The published submission of each table, of which the database allows one."""
    query = sa.select(Submission, Version).outerjoin(Version, Version.submission_id == Submission.id)
    pairs = model.Session.execute(query.where(Submission.state == "published")).tuples()
    return {submission.table_id: (submission, version) for submission, version in pairs}


def _number(table: Table) -> str:
    if table.current_version_id is None:
        return "none"
    version = model.Session.get(Version, table.current_version_id)
    return f"version {version.number}" if version else "one that does not exist"
