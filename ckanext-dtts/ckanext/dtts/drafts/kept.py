"""The rows of drafts. Every change is committed at once: a draft survives what fails afterwards."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import config
from ckanext.dtts.model import Draft, Upload
from ckanext.dtts.model.columns import now
from ckanext.dtts.uploads import rows

LONGEST = 4000
"""Most characters of one field of the form."""


def begin(owner_id: str, upload: Upload, said: Mapping[str, str]) -> Draft:
    """The draft of a file that is here, one only; what was said at the door comes along."""
    known = model.Session.scalar(sa.select(Draft).where(Draft.upload_id == upload.id))
    draft = known or Draft(owner_id=owner_id, upload_id=upload.id, expires=_later())
    model.Session.add(draft)
    return say(draft, said)


def find(owner_id: str, identifier: str) -> Draft | None:
    """A person's own draft; None for everything else."""
    try:
        key = uuid.UUID(identifier)
    except ValueError:
        return None
    mine = sa.select(Draft).where(Draft.id == key, Draft.owner_id == owner_id, Draft.expires > now())
    return model.Session.scalar(mine)


def say(draft: Draft, said: Mapping[str, str]) -> Draft:
    """Keep the words of the form over those before; an empty one takes the earlier back."""
    words = {**draft.said, **{name: text[:LONGEST] for name, text in said.items()}}
    draft.said = {name: text for name, text in words.items() if text}
    return _touch(draft)


def remember(draft: Draft, agency_id: str | None, **found: Any) -> Draft:
    """Keep what the file was seen to say, and for which agency the draft is."""
    draft.found = {**draft.found, **found}
    draft.agency_id = agency_id
    return _touch(draft)


def change_file(draft: Draft, upload: Upload) -> Draft:
    """Put another file in place of the one before, which is removed; the words stay."""
    before = file_of(draft)
    draft.upload_id, draft.found = upload.id, {}
    _touch(draft)
    if before is not None and before.id != upload.id:
        rows.end(before)
    return draft


def file_of(draft: Draft) -> Upload | None:
    """The draft's file; None when it was removed or sent."""
    upload = model.Session.get(Upload, draft.upload_id) if draft.upload_id else None
    return upload if upload is not None and upload.taken is None else None


def remove(draft: Draft) -> None:
    """Remove a draft with its file."""
    upload = file_of(draft)
    model.Session.delete(draft)
    model.Session.commit()
    if upload is not None:
        rows.end(upload)


def sweep() -> int:
    """Remove drafts whose time is over, with their files; how many went."""
    over = model.Session.scalars(sa.select(Draft).where(Draft.expires <= now())).all()
    for draft in over:
        remove(draft)
    return len(over)


def _touch(draft: Draft) -> Draft:
    """A draft lives on from its last change, and its file with it."""
    draft.changed, draft.expires = now(), _later()
    upload = file_of(draft)
    if upload is not None:
        upload.expires = max(upload.expires, draft.expires)
    model.Session.commit()
    return draft


def _later() -> datetime:
    return now() + timedelta(days=config.drafts_kept_days())
