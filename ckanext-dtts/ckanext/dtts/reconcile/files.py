"""The kept files against the database: every one that is named is there, in full length.

A deep look reads them all and holds their bytes against the SHA-256 under which they are kept.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import NamedTuple

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import FollowUp, FollowUpDocument, FollowUpStep, Submission, Table, Version
from ckanext.dtts.reconcile.difference import Difference, Look
from ckanext.dtts.road import blobs, canonical, gate
from ckanext.dtts.road.blobs import Blob


class Named(NamedTuple):
    """A kept file with what names it: `form` is `original`, `csv`, `parquet` or `changes` of a submission, or
    `document` of a step that was taken about a recommendation; `owner_id` is the id of either."""

    blob: Blob
    form: str
    owner_id: uuid.UUID
    table_id: uuid.UUID

    @property
    def said(self) -> str:
        """Which file it is, for the operator."""
        owner = "step" if self.form == "document" else "submission"
        return f"the {self.form} of {owner} {self.owner_id}"


def find(look: Look) -> Iterator[Difference]:
    """Files that are missing, too short or too long, or (a deep look) hold other bytes."""
    lanes: dict[uuid.UUID, str] = {}
    for each in named():
        if not look.covers(each.blob.sha256):
            continue
        kind = _fault(each.blob, deep=look.deep)
        if kind:
            lane = lanes.setdefault(each.table_id, _lane(each.table_id))
            yield _difference(each, kind, lane)


def named() -> Iterator[Named]:
    """Every kept file that the database names, once; what cannot be made again comes last."""
    seen: set[str] = set()
    for each in (*_canonical(), *_changes(), *_originals(), *_documents()):
        if each.blob.sha256 not in seen:
            seen.add(each.blob.sha256)
            yield each


def repair(found: Difference) -> None:
    """Make a canonical file again from the original, and keep it when it is the same to the byte."""
    each = next(each for each in named() if each.blob.sha256 == found.subject)
    canonical.keep_again(model.Session.get_one(Submission, each.owner_id), each.blob)


def _canonical() -> Iterator[Named]:
    """What versions name is what their submissions name: `pointers` holds the two together."""
    query = sa.select(Submission.files, Submission.id, Submission.table_id).where(
        Submission.files.is_not(None)
    )
    for files, submission_id, table_id in model.Session.execute(query).tuples():
        for form in ("csv", "parquet"):
            yield Named(Blob(**files[form]), form, submission_id, table_id)
    columns = (Version.csv_sha256, Version.csv_size, Version.parquet_sha256, Version.parquet_size)
    versions = sa.select(*columns, Version.submission_id, Version.table_id)
    for csv, csv_size, parquet, parquet_size, submission_id, table_id in model.Session.execute(versions):
        yield Named(Blob(csv, csv_size), "csv", submission_id, table_id)
        yield Named(Blob(parquet, parquet_size), "parquet", submission_id, table_id)


def _changes() -> Iterator[Named]:
    """The rows that a submission adds, changes and removes."""
    query = sa.select(Submission.changes, Submission.id, Submission.table_id)
    for changes, submission_id, table_id in model.Session.execute(
        query.where(Submission.changes.is_not(None))
    ):
        if "sha256" in changes:
            yield Named(Blob(changes["sha256"], changes["size"]), "changes", submission_id, table_id)


def _originals() -> Iterator[Named]:
    query = sa.select(Submission.sha256, Submission.size, Submission.id, Submission.table_id)
    for sha256, size, submission_id, table_id in model.Session.execute(query):
        yield Named(Blob(sha256, size), "original", submission_id, table_id)


def _documents() -> Iterator[Named]:
    """What came with answers to recommendations."""
    columns = (FollowUpDocument.sha256, FollowUpDocument.size, FollowUpStep.id, FollowUp.table_id)
    query = sa.select(*columns).join(FollowUpStep, FollowUpStep.id == FollowUpDocument.step_id)
    query = query.join(FollowUp, FollowUp.id == FollowUpStep.follow_up_id)
    for sha256, size, step_id, table_id in model.Session.execute(query):
        yield Named(Blob(sha256, size), "document", step_id, table_id)


def _fault(blob: Blob, *, deep: bool) -> str | None:
    size = blobs.size_of(blob)
    if size is None:
        return "missing"
    if size != blob.size:
        return "size"
    return "bytes" if deep and not blobs.is_sound(blob) else None


def _difference(each: Named, kind: str, lane: str) -> Difference:
    says = {
        "missing": f"{each.said} is not kept",
        "size": f"{each.said} is not {each.blob.size} bytes long",
        "bytes": f"{each.said} has other bytes than its name says",
    }[kind]
    if each.form not in ("csv", "parquet"):
        return Difference(
            "files", kind, each.blob.sha256, f"{says}: bring it back from a backup", lane, fixable=False
        )
    return Difference("files", kind, each.blob.sha256, says, lane)


def _lane(table_id: uuid.UUID) -> str:
    return gate.lane(model.Session.get_one(Table, table_id))
