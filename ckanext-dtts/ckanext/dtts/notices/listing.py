"""The notices of one person, and which of them are read."""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Notice
from ckanext.dtts.model.columns import iso, now
from ckanext.dtts.notices import words
from ckanext.dtts.notices.kinds import KINDS


def page(user_id: str, *, limit: int, offset: int, unread: bool = False) -> list[dict[str, Any]]:
    """A page of them: those not read first, each group newest first."""
    query = sa.select(Notice).where(Notice.user_id == user_id)
    query = query.where(Notice.read.is_(None)) if unread else query
    ordered = query.order_by(Notice.read.is_not(None), Notice.created.desc(), Notice.id)
    return [_dict(each) for each in model.Session.scalars(ordered.limit(limit).offset(offset))]


def unread(user_id: str) -> int:
    """How many are not read yet."""
    query = sa.select(sa.func.count()).select_from(Notice)
    return model.Session.scalar(query.where(Notice.user_id == user_id, Notice.read.is_(None))) or 0


def mark_read(user_id: str, notice_id: uuid.UUID | None) -> int:
    """Mark one of a person's notices as read, or all, in the caller's transaction; returns how many were."""
    change = sa.update(Notice).where(Notice.user_id == user_id, Notice.read.is_(None))
    change = change if notice_id is None else change.where(Notice.id == notice_id)
    return int(model.Session.execute(change.values(read=now())).rowcount)


def _dict(notice: Notice) -> dict[str, Any]:
    return {
        "id": str(notice.id),
        "kind": notice.kind,
        "to_act": KINDS.get(notice.kind) == "to_act",
        "title": words.title(notice.kind, notice.details),
        "text": words.text(notice.details),
        "by": notice.details.get("by"),
        "path": words.path(notice),
        "submission_id": str(notice.submission_id) if notice.submission_id else None,
        "created": iso(notice.created),
        "read": iso(notice.read) if notice.read else None,
    }
