"""Finds what a job, an address or an id names."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Job, Submission, Table, Version
from ckanext.dtts.road import tombstones


def submission_of(job: Job) -> Submission:
    """The submission that a job works on."""
    return model.Session.get_one(Submission, uuid.UUID(job.payload["submission_id"]))


def submissions_of(job: Job) -> list[Submission]:
    """All submissions that a job publishes together, in the order in which their tables are locked."""
    if "register_version_id" not in job.payload:
        return [submission_of(job)]
    return together(uuid.UUID(job.payload["register_version_id"]))


def together(register_version_id: uuid.UUID) -> list[Submission]:
    """The submissions of one version of a register as they stand in the database now."""
    query = sa.select(Submission).where(Submission.register_version_id == register_version_id)
    fresh = query.order_by(Submission.table_id).execution_options(populate_existing=True)
    return list(model.Session.scalars(fresh))


def submission(identifier: str) -> Submission:
    """The submission of that id; ObjectNotFound when there is none."""
    try:
        found = model.Session.get(Submission, uuid.UUID(identifier))
    except ValueError:
        found = None
    if found is None:
        raise tk.ObjectNotFound("submission")
    return found


def held(identifier: str) -> Submission:
    """The submission of that id as it stands, which nobody else moves until the transaction ends.

    Its table is held first, as a publication does, so that neither waits for the other for ever.
    ObjectNotFound when there is none.
    """
    found = submission(identifier)
    hold([found])
    return found


def hold(submissions: Sequence[Submission]) -> list[Table]:
    """Hold the tables of submissions, then these themselves, and read both anew; returns the tables."""
    fresh: dict[str, Any] = {"populate_existing": True}
    tables = [
        model.Session.get_one(Table, each.table_id, with_for_update={"key_share": True}, **fresh)
        for each in submissions
    ]
    for each in submissions:
        model.Session.get_one(Submission, each.id, with_for_update=True, **fresh)
    return tables


def version_of(submission: Submission) -> Version | None:
    """The version that a submission became; None for one that was never published."""
    return model.Session.scalar(sa.select(Version).where(Version.submission_id == submission.id))


def package(identifier: str) -> model.Package:
    """The dataset of that name or id; ObjectNotFound when there is none."""
    found = model.Package.get(identifier)
    if found is None or found.state == model.State.DELETED:
        raise tk.ObjectNotFound("dataset")
    return found


def table(package_id: str, slug: str) -> Table | None:
    """The table at that address, published or not."""
    return model.Session.scalar(sa.select(Table).where(Table.package_id == package_id, Table.slug == slug))


def published_tables(package_id: str) -> list[tuple[Table, Version]]:
    """The tables of a dataset that the public reads, the oldest first, each with its version.

    CKAN's resource of a new table comes some moments later, as the index does.
    """
    query = sa.select(Table, Version).join(Version, Version.id == Table.current_version_id)
    found = query.where(Table.package_id == package_id).order_by(Table.created)
    return list(model.Session.execute(found).tuples())


def table_of(submission: Submission) -> Table:
    """The table for which a file was sent."""
    return model.Session.get_one(Table, submission.table_id)


def current_version(found: Table) -> Version | None:
    """The version that the public reads."""
    return model.Session.get(Version, found.current_version_id) if found.current_version_id else None


def published_version(package_id: str, slug: str, number: int | None = None) -> tuple[Table, Version]:
    """A table and its current or numbered version; ObjectNotFound when that is not published.

    WithdrawnError, which is one too, says that it was.
    """
    found = table(package_id, slug)
    if found is None:
        raise tk.ObjectNotFound("table")
    version = current_version(found) if number is None else _numbered(found, number)
    if version is None:
        tombstone = tombstones.of_table(found, number)
        raise tombstones.WithdrawnError(tombstone) if tombstone else tk.ObjectNotFound("table")
    return found, version


def _numbered(found: Table, number: int) -> Version | None:
    query = sa.select(Version).join(Submission).where(Version.table_id == found.id, Version.number == number)
    return model.Session.scalar(query.where(Submission.state.in_(("published", "superseded"))))
