"""The steps of a `publish` job: load, verify, move the pointers, swap, tell CKAN, tidy up.

A job publishes one submission, or all those that are one version of a register.

The pointers in the main database decide what the public reads. Until they move, everything is
preparation and invisible; after they have moved, every step only brings copies in line with it.
"""

from __future__ import annotations

from typing import Any

import polars as pl
import sqlalchemy as sa
from ckan import model

from ckanext.dtts import search
from ckanext.dtts.duties.follow import follow as cover
from ckanext.dtts.errors import CountMismatchError, OvertakenError
from ckanext.dtts.finance.follow import follow as fund
from ckanext.dtts.model import Job, RegisterVersion, Submission, Table, Version
from ckanext.dtts.observations.follow import follow
from ckanext.dtts.pushing import queueing as pushing
from ckanext.dtts.registers import verdict
from ckanext.dtts.road import advance, blobs, datastore, difference, gate, resource, stale, states
from ckanext.dtts.road.blobs import Blob
from ckanext.dtts.road.lookup import current_version, hold, submissions_of
from dtts.catalogue import table_schema


def load(job: Job) -> dict[str, Any]:
    """Copy each canonical CSV into a DataStore table of its own, which nobody reads yet."""
    submissions = submissions_of(job)
    for submission in submissions:
        advance.show(submission, "load", 0.0, 0)
    model.Session.commit()
    return {"rows": [_load(submission) for submission in submissions]}


def verify(job: Job) -> dict[str, Any]:
    """Count the rows of all three forms anew; raises CountMismatchError when they differ."""
    return {"rows": [_verified(submission) for submission in submissions_of(job)]}


def point(job: Job) -> dict[str, Any]:
    """Make each submission its table's current version: one transaction, the moment of publication.

    An ordinary submission that was decided on before the one that is public now goes back to those that
    wait: nobody who scheduled it knew what it would replace.
    """
    submissions = submissions_of(job)
    tables = hold(submissions)
    _still_expected(submissions[0])
    if stale.is_overtaken(submissions[0], tables[0]):
        stale.set_aside(submissions[0])
        return {"versions": []}
    pairs = zip(submissions, tables, strict=True)
    versions = [_point(submission, table) for submission, table in pairs]
    if any(gate.held_by(table) for table in tables):
        search.enqueue_all()  # the index holds names that registers give
    return {"versions": versions}


def swap(job: Job) -> dict[str, Any]:
    """Put the loaded tables in the places that CKAN's DataStore API reads, all in one transaction."""
    submissions = [each for each in submissions_of(job) if each.state == "published"]
    if not datastore.swap(submissions):
        for submission in submissions:
            _load(submission)
        datastore.swap(submissions)
    return {}


def announce(job: Job) -> dict[str, Any]:
    """Create or patch the CKAN resources, so that CKAN's own API and pages know the versions."""
    for submission in submissions_of(job):
        table = model.Session.get_one(Table, submission.table_id)
        version = current_version(table)
        if version is None:
            continue  # withdrawn since: the job that follows a withdrawal takes the resource away
        resource.announce(table, version)
        follow(table, version)
        fund(table, version)
        cover(version)
        pushing.follow(version)
    return {}


def tidy(job: Job) -> dict[str, Any]:
    """Drop DataStore tables that loads of these tables left behind."""
    return {"dropped": sum(datastore.drop_leftovers(each) for each in submissions_of(job))}


def _load(submission: Submission) -> int:
    with blobs.local_path(_file(submission, "csv")) as path:
        tell = advance.loading(submission, _files(submission)["rows"])
        return datastore.load(path, table_schema(submission.schema_name), submission, tell)


def _verified(submission: Submission) -> int:
    counts = {
        "report": _files(submission)["rows"],
        "csv": _count_csv(_file(submission, "csv")),
        "parquet": _count_parquet(_file(submission, "parquet")),
        "datastore": datastore.count(submission),
    }
    if len(set(counts.values())) != 1:
        listed = ", ".join(f"{form} {rows}" for form, rows in counts.items())
        raise CountMismatchError(f"row counts differ: {listed}")
    return counts["datastore"]


def _still_expected(submission: Submission) -> None:
    """OvertakenError when something else was published of the register since the difference was shown."""
    if submission.register_version_id is None:
        return
    version = model.Session.get_one(RegisterVersion, submission.register_version_id)
    if verdict.is_overtaken(version):
        raise OvertakenError(f"register {version.register} has another version since it was compared")


def _point(submission: Submission, table: Table) -> int:
    version = _new_version(submission)
    model.Session.add(version)
    model.Session.flush()
    for older in _published_before(table):
        states.move(older, "superseded", states.WORKER, note=str(version.number))
    states.move(submission, "published", states.WORKER, note=str(version.number))
    table.current_version_id = version.id
    difference.pointer_moved(table)
    submission.progress_stage, submission.progress_done = "published", 1.0
    search.enqueue(table.package_id)
    return version.number


def _new_version(submission: Submission) -> Version:
    csv, parquet = _file(submission, "csv"), _file(submission, "parquet")
    newest = sa.select(sa.func.max(Version.number)).where(Version.table_id == submission.table_id)
    return Version(
        table_id=submission.table_id,
        submission_id=submission.id,
        number=(model.Session.scalar(newest) or 0) + 1,
        schema_name=submission.schema_name,
        schema_version=submission.schema_version,
        row_count=_files(submission)["rows"],
        csv_sha256=csv.sha256,
        csv_size=csv.size,
        parquet_sha256=parquet.sha256,
        parquet_size=parquet.size,
    )


def _published_before(table: Table) -> list[Submission]:
    query = sa.select(Submission).where(Submission.table_id == table.id, Submission.state == "published")
    return list(model.Session.scalars(query))


def _file(submission: Submission, form: str) -> Blob:
    return Blob(**_files(submission)[form])


def _files(submission: Submission) -> dict[str, Any]:
    assert submission.files is not None  # only valid submissions are scheduled
    return submission.files


def _count_csv(blob: Blob) -> int:
    with blobs.local_path(blob) as path:
        return int(pl.scan_csv(path, infer_schema=False).select(pl.len()).collect().item())


def _count_parquet(blob: Blob) -> int:
    with blobs.local_path(blob) as path:
        return int(pl.scan_parquet(path).select(pl.len()).collect().item())
