"""The rows of visits and their photos. Every change is committed at once, as with drafts."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from uuid import UUID

import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import insert

from ckanext.dtts import rights
from ckanext.dtts.errors import RefusedError
from ckanext.dtts.model import FieldVisit, VisitPhoto
from ckanext.dtts.model.columns import now
from dtts.visiting import PhotoError, cleaned

LONGEST = 4000
"""Most characters of one field."""
FIELDS_MOST = 1500
PHOTOS_MOST = 12
PHOTO_BYTES = 5 * 2**20
OPEN = ("draft", "stopped")
"""States in which the words may still be changed."""


def key_of(identifier: str) -> UUID | None:
    """The id that a device made; None for what is none."""
    try:
        return uuid.UUID(identifier)
    except ValueError:
        return None


def of(owner_id: str) -> list[FieldVisit]:
    """A person's visits, last changed first."""
    mine = sa.select(FieldVisit).where(FieldVisit.owner_id == owner_id)
    return list(model.Session.scalars(mine.order_by(FieldVisit.changed.desc()).limit(100)))


def seen_by(user: model.User, identifier: str) -> FieldVisit | None:
    """A visit that the person wrote, or that was sent to an agency for which they decide."""
    key = key_of(identifier)
    visit = model.Session.get(FieldVisit, key) if key else None
    if visit is None or visit.owner_id == user.id:
        return visit
    dataset = model.Package.get(visit.package_id) if visit.package_id and visit.sent else None
    return visit if dataset is not None and dataset.owner_org in rights.of(user).approves else None


def held(owner_id: str, key: UUID) -> FieldVisit | None:
    """The person's visit of that id, made when there is none, held until the transaction ends.

    None when somebody else's visit has that id.
    """
    moment = now()
    fresh = {"owner_id": owner_id, "state": "draft", "said": {}, "parts": {}, "attempt": 0}
    made = insert(FieldVisit).values(id=key, created=moment, changed=moment, **fresh)
    model.Session.execute(made.on_conflict_do_nothing(index_elements=["id"]))
    query = sa.select(FieldVisit).where(FieldVisit.id == key).with_for_update()
    found = model.Session.scalars(query.execution_options(populate_existing=True)).one()
    return found if found.owner_id == owner_id else None


def say(visit: FieldVisit, said: Mapping[str, str]) -> None:
    """Keep the words of the form in the place of those before."""
    if visit.state in OPEN:
        words = list(said.items())[:FIELDS_MOST]
        visit.said = {name: text[:LONGEST] for name, text in words if text.strip()}
        visit.changed = now()
    model.Session.commit()


def add_photo(visit: FieldVisit, site: int, data: bytes) -> None:
    """Keep a photo, once; RefusedError for what is no picture, for too large a one, and for too many."""
    if len(data) > PHOTO_BYTES:
        raise _refused(
            "photo-too-large",
            "Ảnh lớn hơn 5 MB; hãy thu nhỏ.",
            "The photo is larger than 5 MB; make it smaller.",
        )
    try:
        media_type, content = cleaned(data)
    except PhotoError as wrong:
        raise _refused(
            "no-photo", "Tệp này không phải ảnh JPEG hoặc PNG đọc được.", "This is no JPEG or PNG picture."
        ) from wrong
    if len(photos(visit)) >= PHOTOS_MOST:
        raise _refused(
            "too-many-photos",
            f"Mỗi đợt giữ tối đa {PHOTOS_MOST} ảnh.",
            f"A visit keeps at most {PHOTOS_MOST} photos.",
        )
    values = {"sha256": hashlib.sha256(content).hexdigest(), "media_type": media_type, "content": content}
    row = insert(VisitPhoto).values(id=uuid.uuid4(), visit_id=visit.id, site=site, created=now(), **values)
    model.Session.execute(row.on_conflict_do_nothing(constraint="dtts_visit_photo_once"))
    model.Session.commit()


def photos(visit: FieldVisit) -> Sequence[VisitPhoto]:
    """The photos of a visit by site, without their bytes until these are asked for."""
    query = sa.select(VisitPhoto).where(VisitPhoto.visit_id == visit.id)
    return model.Session.scalars(query.order_by(VisitPhoto.site, VisitPhoto.created)).all()


def remove(visit: FieldVisit) -> None:
    """Remove a visit that was never sent, with its photos."""
    if visit.state == "draft":
        model.Session.delete(visit)
    model.Session.commit()


def _refused(code: str, vi: str, en: str) -> RefusedError:
    return RefusedError("photo", code, vi, en)
