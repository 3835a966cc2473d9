"""From a published table of money to the store: after a publication, and the way to do it again."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import polars as pl
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.finance import follow, store
from ckanext.dtts.model import Job, Table, Version
from ckanext.dtts.road import frames, lookup
from dtts.catalogue import table_schema
from dtts.finance import facts_of


def load(job: Job) -> dict[str, Any]:
    """Bring the table's rows in line with the version that is public now, or with none."""
    table = model.Session.get_one(Table, uuid.UUID(job.payload["table_id"]))
    version = lookup.current_version(table)
    if version is None:
        return {"superseded": store.drop([table.id])}
    return store.load(facts(version), table, version)._asdict()


def note(job: Job, error: str) -> None:
    """A job that failed for good stays in the list of jobs; the store keeps its rows of before."""


def facts(version: Version) -> pl.DataFrame:
    """What a version says of money."""
    return facts_of(frames.read(frames.file_of(version)), table_schema(version.schema_name))


def rebuild() -> Iterator[tuple[str, store.Counts]]:
    """Fill the store from the kept files of every published table that holds money; rows of others go."""
    query = sa.select(Table, Version).join(Version, Version.id == Table.current_version_id)
    listed = [
        (table, version)
        for table, version in model.Session.execute(query.order_by(Table.created)).tuples().all()
        if follow.feeds(version.schema_name)
    ]
    store.drop_all_but([table.id for table, _ in listed])
    for table, version in listed:
        yield table.slug, store.load(facts(version), table, version)
        model.Session.commit()
