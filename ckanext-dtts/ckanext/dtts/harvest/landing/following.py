"""What became of a table at the other portal since it came: versions withdrawn there are withdrawn here.

A record keeps under `sent`, by the number that a version has there, the submissions that it became here.
"""

from __future__ import annotations

import io
import uuid
from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa
from ckan import model
from werkzeug.datastructures import FileStorage

from ckanext.dtts.model import Table, Version
from ckanext.dtts.model.columns import iso, now
from ckanext.dtts.road import blobs, lookup, pointer, policy

Held = Mapping[str, Any]
BY_SOURCE = {"by": "source"}
OVER = ("withdrawn", "rejected", "invalid")
VERSION_GONE = "Cổng nguồn đã rút phiên bản này. / The portal of its source withdrew this version."
TABLE_GONE = "Cổng nguồn không còn công bố bảng này. / The portal of its source has this table no more."


def sent_of(held: Held) -> dict[str, list[str]]:
    """Ids of submissions here by the number of the version there."""
    if "sent" in held:
        return {number: list(ids) for number, ids in held["sent"].items()}
    return {str(held["version"]): [held["submission"]]} if held else {}


def withdraw_versions(held: Held, numbers: Collection[int]) -> None:
    """Withdraw what was made of these versions, in the caller's transaction."""
    sent = sent_of(held)
    _withdraw([each for number in numbers for each in sent.get(str(number), ())], VERSION_GONE)


def withdraw_table(held: Held) -> dict[str, Any]:
    """Withdraw all that was made of a table that the other portal no longer has, in the caller's transaction;
    what the record keeps of it. What people here sent for the same table stays."""
    _withdraw([each for ids in sent_of(held).values() for each in ids], TABLE_GONE)
    return {**held, "gone": iso(now())}


def is_read(submission_id: str) -> bool:
    """Whether the public reads the version that was made of this submission."""
    query = sa.select(Version.id).join(Table, Table.current_version_id == Version.id)
    return model.Session.scalar(query.where(Version.submission_id == uuid.UUID(submission_id))) is not None


def file_of(held: Held) -> FileStorage | None:
    """The file of the newest version that was public here; None when none ever was."""
    ids = [uuid.UUID(each) for found in sent_of(held).values() for each in found]
    query = sa.select(Version).where(Version.submission_id.in_(ids)).order_by(Version.number.desc())
    version = model.Session.scalar(query.limit(1))
    if version is None:
        return None
    with blobs.local_path(blobs.Blob(version.csv_sha256, version.csv_size)) as path:
        return FileStorage(io.BytesIO(path.read_bytes()), filename=f"v{version.number}.csv")


def _withdraw(ids: Collection[str], reason: str) -> None:
    """The current one last: what is withdrawn before it is no version that the public could go back to."""
    found = [lookup.held(each) for each in ids]
    for submission in sorted(found, key=lambda each: (each.state == "published", each.created)):
        if submission.state not in OVER:
            pointer.withdraw(submission, policy.SOURCE, reason, BY_SOURCE)
            model.Session.flush()


def made_of(held: Held, table: Held, submission_id: str) -> dict[str, Any]:
    """What the record keeps of a table after a version of it was sent or found to be here."""
    sent, number = sent_of(held), str(table["version"])
    if submission_id not in sent.setdefault(number, []):
        sent[number].append(submission_id)
    kept = {name: table[name] for name in ("schema", "version", "sha256")}
    return {**kept, "submission": submission_id, "sent": sent}


def kept_of(held: Held, submission_id: str) -> dict[str, Any]:
    """What the record keeps of a table that people brought back: nobody is asked about it again until the
    other portal publishes it again."""
    return {**made_of(held, held, submission_id), "kept": iso(now())}
