"""Finds what a job, an address or an id names."""

from __future__ import annotations

import uuid

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Job, Submission, Table, Version


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


def package(identifier: str) -> model.Package:
    """The dataset of that name or id; ObjectNotFound when there is none."""
    found = model.Package.get(identifier)
    if found is None or found.state == model.State.DELETED:
        raise tk.ObjectNotFound("dataset")
    return found


def table(package_id: str, slug: str) -> Table | None:
    """The table at that address, published or not."""
    return model.Session.scalar(sa.select(Table).where(Table.package_id == package_id, Table.slug == slug))


def current_version(found: Table) -> Version | None:
    """The version that the public reads."""
    return model.Session.get(Version, found.current_version_id) if found.current_version_id else None


def published_version(package_id: str, slug: str, number: int | None = None) -> tuple[Table, Version]:
    """A table and its current or numbered version; ObjectNotFound when that is not published."""
    found = table(package_id, slug)
    version = None
    if found is not None:
        version = current_version(found) if number is None else _numbered(found, number)
    if found is None or version is None:
        raise tk.ObjectNotFound("table")
    return found, version


def _numbered(found: Table, number: int) -> Version | None:
    query = sa.select(Version).join(Submission).where(Version.table_id == found.id, Version.number == number)
    return model.Session.scalar(query.where(Submission.state.in_(("published", "superseded"))))
