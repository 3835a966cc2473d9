"""The store of observations against the published tables that feed it, own rows and derived ones."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Observation, Table, Version
from ckanext.dtts.observations import feed, follow, history, store
from ckanext.dtts.reconcile.difference import Difference, Look
from ckanext.dtts.road import blobs

FORMS = {"own": False, "derived": True}


def find(look: Look) -> Iterator[Difference]:
    """Tables whose current rows in the store are not those of the version that is published."""
    feeding = list(feed.feeding_tables())
    for table, version in feeding:
        if look.covers(table.id) and blobs.has(blobs.Blob(version.parquet_sha256, version.parquet_size)):
            yield from _of_table(table, version)
    current = sa.select(Observation.table_id).where(Observation.superseded.is_(None)).distinct()
    for gone in sorted(set(model.Session.scalars(current)) - {table.id for table, _ in feeding}, key=str):
        if look.covers(gone):
            says = "the store gives rows of a table that is not published"
            yield Difference("observations", "not-published", str(gone), says, follow.lane(gone))


def repair(found: Difference) -> None:
    """Bring the rows in line as the publication would have; a row that stays is not touched."""
    table = model.Session.get_one(Table, uuid.UUID(found.subject))
    if found.kind == "not-published":
        store.drop(table.id, history.moved_at(table.id))
        return
    version = model.Session.get_one(Version, table.current_version_id)
    derived, at = FORMS[found.kind], history.moved_at(table.id)
    store.load(feed.rows(version, derived=derived), table, version, derived=derived, at=at)


def _of_table(table: Table, version: Version) -> Iterator[Difference]:
    for kind, derived in FORMS.items():
        with model.Session.begin_nested() as attempt:
            counts = store.load(feed.rows(version, derived=derived), table, version, derived=derived)
            attempt.rollback()
        if any(counts):
            says = (
                f"of version {version.number} {counts.added} {kind} rows are not in the store,"
                f" and {counts.superseded} rows in it are of none"
            )
            yield Difference("observations", kind, str(table.id), says, follow.lane(table.id))
