"""The steps of a `publish` job: load, verify, move the pointer, swap, tell CKAN, tidy up.

The pointer in the main database decides what the public reads. Until it moves, everything is
preparation and invisible; after it has moved, every step only brings copies in line with it.
"""

from __future__ import annotations

from typing import Any

import polars as pl
import sqlalchemy as sa
from ckan import model

from ckanext.dtts import search
from ckanext.dtts.errors import CountMismatchError
from ckanext.dtts.model import Job, Submission, Table, Version
from ckanext.dtts.observations.follow import follow
from ckanext.dtts.road import blobs, datastore, resource, states
from ckanext.dtts.road.blobs import Blob
from ckanext.dtts.road.lookup import submission_of
from dtts.catalogue import table_schema


def load(job: Job) -> dict[str, Any]:
    """Copy the canonical CSV into a DataStore table of its own, which nobody reads yet."""
    submission = submission_of(job)
    submission.progress_stage, submission.progress_done = "load", 0.0
    model.Session.commit()
    with blobs.local_path(_file(job, "csv")) as path:
        rows = datastore.load(path, table_schema(submission.schema_name), submission)
    return {"rows": rows}


def verify(job: Job) -> dict[str, Any]:
    """Count the rows of all three forms anew; raises CountMismatchError when they differ."""
    counts = {
        "report": job.payload["files"]["rows"],
        "csv": _count_csv(_file(job, "csv")),
        "parquet": _count_parquet(_file(job, "parquet")),
        "datastore": datastore.count(submission_of(job)),
    }
    if len(set(counts.values())) != 1:
        listed = ", ".join(f"{form} {rows}" for form, rows in counts.items())
        raise CountMismatchError(f"row counts differ: {listed}")
    return counts


def point(job: Job) -> dict[str, Any]:
    """Make this submission the table's current version: one transaction, the moment of publication."""
    submission = submission_of(job)
    table = model.Session.get_one(Table, submission.table_id, with_for_update=True)
    version = _new_version(job, submission)
    model.Session.add(version)
    model.Session.flush()
    for older in _published_before(table):
        states.move(older, "superseded", states.WORKER, note=str(version.number))
    states.move(submission, "published", states.WORKER, note=str(version.number))
    table.current_version_id = version.id
    submission.progress_stage, submission.progress_done = "published", 1.0
    search.enqueue(table.package_id)
    return {"version": version.number}


def swap(job: Job) -> dict[str, Any]:
    """Put the loaded table in the place that CKAN's DataStore API reads."""
    submission = submission_of(job)
    if not datastore.swap(submission):
        load(job)
        datastore.swap(submission)
    return {}


def announce(job: Job) -> dict[str, Any]:
    """Create or patch the CKAN resource, so that CKAN's own API and pages know the version."""
    submission = submission_of(job)
    table = model.Session.get_one(Table, submission.table_id)
    version = model.Session.get_one(Version, table.current_version_id)
    resource.announce(table, version)
    follow(table, version)
    return {}


def tidy(job: Job) -> dict[str, Any]:
    """Drop DataStore tables that loads of this table left behind."""
    return {"dropped": datastore.drop_leftovers(submission_of(job))}


def _new_version(job: Job, submission: Submission) -> Version:
    csv, parquet = _file(job, "csv"), _file(job, "parquet")
    newest = sa.select(sa.func.max(Version.number)).where(Version.table_id == submission.table_id)
    return Version(
        table_id=submission.table_id,
        submission_id=submission.id,
        number=(model.Session.scalar(newest) or 0) + 1,
        schema_name=submission.schema_name,
        schema_version=submission.schema_version,
        row_count=job.steps["verify"]["datastore"],
        csv_sha256=csv.sha256,
        csv_size=csv.size,
        parquet_sha256=parquet.sha256,
        parquet_size=parquet.size,
    )


def _published_before(table: Table) -> list[Submission]:
    query = sa.select(Submission).where(Submission.table_id == table.id, Submission.state == "published")
    return list(model.Session.scalars(query))


def _file(job: Job, form: str) -> Blob:
    return Blob(**job.payload["files"][form])


def _count_csv(blob: Blob) -> int:
    with blobs.local_path(blob) as path:
        return int(pl.scan_csv(path, infer_schema=False).select(pl.len()).collect().item())


def _count_parquet(blob: Blob) -> int:
    with blobs.local_path(blob) as path:
        return int(pl.scan_parquet(path).select(pl.len()).collect().item())
