"""A person's drafts as a list shows them, and files of which only a part has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Draft, Upload
from ckanext.dtts.model.columns import now

MOST = 100


@dataclass(frozen=True)
class Begun:
    """`id` is the draft's, or that of the upload when there is none yet; sizes in bytes.

    `schema` is the table that the file holds as far as it is said or seen, else empty; `filename` is empty
    when the file is no longer here.
    """

    id: str
    filename: str
    size: int
    received: int
    schema: str
    changed: datetime
    expires: datetime

    @property
    def is_whole(self) -> bool:
        """Whether every byte of its file is here."""
        return bool(self.filename) and self.received == self.size


def of(user: model.User | None) -> list[Begun]:
    """The person's drafts, last changed first."""
    if user is None:
        return []
    query = (
        sa.select(Draft, Upload)
        .outerjoin(Upload, sa.and_(Upload.id == Draft.upload_id, Upload.taken.is_(None)))
        .where(Draft.owner_id == user.id, Draft.expires > now())
        .order_by(Draft.changed.desc())
    )
    return [_begun(draft, upload) for draft, upload in model.Session.execute(query.limit(MOST)).tuples()]


def unfinished(user: model.User) -> list[Begun]:
    """Files that came in part and are in no draft yet, newest first."""
    in_draft = sa.select(Draft.id).where(Draft.upload_id == Upload.id)
    query = sa.select(Upload).where(
        Upload.owner_id == user.id,
        Upload.taken.is_(None),
        Upload.expires > now(),
        ~in_draft.exists(),
    )
    found = model.Session.scalars(query.order_by(Upload.created.desc()).limit(MOST))
    return [
        Begun(str(each.id), each.filename, each.size, each.received, "", each.created, each.expires)
        for each in found
    ]


def _begun(draft: Draft, upload: Upload | None) -> Begun:
    seen = draft.said.get("schema") or draft.found.get("proposed") or ""
    name, size, received = (upload.filename, upload.size, upload.received) if upload else ("", 0, 0)
    return Begun(str(draft.id), name, size, received, seen, draft.changed, draft.expires)
