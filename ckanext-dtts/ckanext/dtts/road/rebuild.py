"""Makes the derived copies of published tables again from the kept files."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.errors import RoadError
from ckanext.dtts.model import Submission, Table, Version
from ckanext.dtts.road import blobs, datastore, resource
from dtts.catalogue import table_schema


def published_tables() -> Iterator[tuple[Table, Version]]:
    """Every table that the public reads, with its current version."""
    query = sa.select(Table, Version).join(Version, Version.id == Table.current_version_id)
    yield from model.Session.execute(query.order_by(Table.created)).tuples().all()


def is_whole(version: Version) -> bool:
    """Whether the DataStore holds this version with all its rows."""
    submission = model.Session.get_one(Submission, version.submission_id)
    try:
        return datastore.count(submission) == version.row_count
    except RoadError:
        return False


def rebuild(table: Table, version: Version) -> None:
    """Load the version anew beside the copy that is there, then put it in place; readers notice nothing."""
    datastore.swap([load(version)])
    resource.announce(table, version)


def load(version: Version) -> Submission:
    """Load the version into a DataStore table of its own, which nobody reads yet."""
    submission = model.Session.get_one(Submission, version.submission_id)
    with blobs.local_path(blobs.Blob(version.csv_sha256, version.csv_size)) as path:
        datastore.load(path, table_schema(version.schema_name), submission)
    return submission
