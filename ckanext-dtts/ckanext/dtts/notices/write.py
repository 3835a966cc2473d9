"""Writes notices down, once for each person and occasion, and sees to it that they are mailed in time."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import insert

from ckanext.dtts.model import Notice
from ckanext.dtts.model.columns import now
from ckanext.dtts.notices import carriers, settings, sweep


def write(
    kind: str,
    occasion: str,
    user_ids: Iterable[str],
    details: dict[str, Any],
    submission_id: uuid.UUID | None = None,
) -> int:
    """Tell these people, in the caller's transaction; returns how many were not told before."""
    return sum(_write_one(kind, occasion, each, details, submission_id) for each in user_ids)


def settle(submission_id: uuid.UUID) -> None:
    """Mark as read what approvers were asked about a submission: somebody has answered."""
    asked = sa.update(Notice).where(Notice.submission_id == submission_id, Notice.kind == "awaiting")
    model.Session.execute(asked.where(Notice.read.is_(None)).values(read=now()))


def _write_one(
    kind: str, occasion: str, user_id: str, details: dict[str, Any], submission_id: uuid.UUID | None
) -> int:
    values = {"user_id": user_id, "kind": kind, "occasion": occasion, "details": details}
    new = insert(Notice).values(id=uuid.uuid4(), created=now(), submission_id=submission_id, **values)
    once = new.on_conflict_do_nothing(constraint="dtts_notice_once").returning(Notice.id)
    notice_id = model.Session.scalar(once)
    if notice_id is None:
        return 0
    notice = model.Session.get_one(Notice, notice_id)
    sweep.plan()
    if not carriers.carry(notice):
        settings.plan(notice, settings.paces(user_id))
    return 1
