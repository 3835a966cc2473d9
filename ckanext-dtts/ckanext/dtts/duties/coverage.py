"""Reads which days a published version is about, after its publication and for versions that lack it."""

from __future__ import annotations

import uuid
from typing import Any

import polars as pl
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import insert

from ckanext.dtts.model import Coverage, Job, Version
from ckanext.dtts.road import blobs
from dtts.catalogue import table_schema
from dtts.duties.coverage import coverage


def keep(job: Job) -> dict[str, Any]:
    """Read and keep what the job's version is about; once more gives the same."""
    return {"spans": keep_version(model.Session.get_one(Version, uuid.UUID(job.payload["version_id"])))}


def note(job: Job, error: str) -> None:
    """A job that failed for good stays in the list of jobs; its version counts for no period until then."""


def keep_version(version: Version) -> int:
    """Keep what a version is about in the caller's transaction; the number of its spans."""
    blob = blobs.Blob(version.parquet_sha256, version.parquet_size)
    with blobs.local_path(blob) as path:
        found = coverage(table_schema(version.schema_name), pl.scan_parquet(path)) or ()
    spans = [[start.isoformat(), end.isoformat(), mark] for start, end, mark in found]
    kept = insert(Coverage).values(version_id=version.id, spans=spans)
    model.Session.execute(kept.on_conflict_do_update(index_elements=["version_id"], set_={"spans": spans}))
    return len(spans)


def lacking(schemas: list[str]) -> list[Version]:
    """Versions of these table schemas of which nobody has read what they are about."""
    query = sa.select(Version).outerjoin(Coverage, Coverage.version_id == Version.id)
    return list(
        model.Session.scalars(query.where(Version.schema_name.in_(schemas), Coverage.version_id.is_(None)))
    )
