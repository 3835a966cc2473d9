"""Kept exports against the versions that they were made of: none of what is not public, none damaged.

An export is made at the first request, so that a missing one is no difference. A deep look makes each
again beside the one that is kept.
"""

from __future__ import annotations

from collections.abc import Iterator

import file_keeper as fk
import sqlalchemy as sa
from ckan import model
from ckan.lib import files

from ckanext.dtts.model import Submission, Table, Version
from ckanext.dtts.reconcile.difference import Difference, Look
from ckanext.dtts.road import blobs, downloads

Made = tuple[Table, Version, model.Package, str]


def find(look: Look) -> Iterator[Difference]:
    """Kept exports of nothing that is public, empty ones, and (a deep look) ones with other bytes."""
    storage, expected = files.get_storage(downloads.STORAGE), dict(_expected())
    for location in sorted(map(str, storage.scan())):
        if not look.covers(location):
            continue
        if location not in expected:
            yield Difference("exports", "leftover", location, "no version that is public has it")
        elif storage.analyze(fk.Location(location)).size == 0:
            yield Difference("exports", "empty", location, "it holds nothing")
        elif look.deep and not _is_sound(storage, location, expected[location]):
            yield Difference("exports", "bytes", location, "made again it has other bytes")


def repair(found: Difference) -> None:
    """Take it away; whoever asks for it next has it made."""
    files.get_storage(downloads.STORAGE).remove(fk.FileData(fk.Location(found.subject)))


def _expected() -> Iterator[tuple[str, Made]]:
    """Where each export of each version that is or was published lies when it was made."""
    query = sa.select(Table, Version).join(Version, Version.table_id == Table.id)
    query = query.join(Submission, Submission.id == Version.submission_id)
    public = query.where(Submission.state.in_(("published", "superseded")))
    for table, version in model.Session.execute(public).tuples():
        dataset = model.Package.get(table.package_id)
        for form in downloads.MAKERS if dataset else ():
            yield str(downloads.location(table, version, dataset, form)), (table, version, dataset, form)


def _is_sound(storage: fk.Storage, location: str, made: Made) -> bool:
    version = made[1]
    if not blobs.has(blobs.Blob(version.parquet_sha256, version.parquet_size)):
        return True  # nothing to make it of: that is said of the files
    kept = b"".join(storage.stream(fk.FileData(fk.Location(location))))
    return kept == downloads.made_anew(*made)
