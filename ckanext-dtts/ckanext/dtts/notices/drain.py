"""Passes on what the outbox notes about notices: works out who is told, and tells each once."""

from __future__ import annotations

import logging
import uuid
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.jobs import notes
from ckanext.dtts.model import Event, Outbox, Submission, Table, Version
from ckanext.dtts.model.columns import now
from ckanext.dtts.notices import recipients, write
from ckanext.dtts.notices.follow import TOPIC
from ckanext.dtts.notices.kinds import also, kind_of, settles
from ckanext.dtts.road import announcements, show
from ckanext.dtts.subscriptions import news
from dtts import formats

log = logging.getLogger(__name__)

BATCH = 100


def drain() -> bool:
    """Pass on what is due, at most `BATCH` notes, each in a transaction of its own; False when none was.

    Safe in several processes: a note is locked by who works on it, and a notice is unique for its person.
    """
    done = 0
    while done < BATCH and _next():
        done += 1
    return done > 0


def _next() -> bool:
    due = sa.select(Outbox).where(Outbox.topic == TOPIC, Outbox.due <= now())
    note = model.Session.scalar(due.order_by(Outbox.created).limit(1).with_for_update(skip_locked=True))
    if note is None:
        model.Session.rollback()
        return False
    note_id = note.id
    try:
        _pass_on(note)
        model.Session.delete(note)
        model.Session.commit()
    except Exception as error:  # one that cannot be passed on must not hold up the others
        log.exception("a notice cannot be written")
        model.Session.rollback()
        notes.settle([], {note_id: repr(error)})
    return True


def _pass_on(note: Outbox) -> None:
    if note.payload:
        told = note.payload
        write.write(told["kind"], note.key, recipients.active(told["user_ids"]), told["details"])
        return
    event = model.Session.get(Event, uuid.UUID(note.key))
    if event is not None:
        _tell_of(event)


def _tell_of(event: Event) -> None:
    submission = model.Session.get_one(Submission, event.submission_id)
    if settles(event):
        write.settle(submission.id)
    if event.kind in announcements.KINDS:
        news.plan()
    for kind in (kind_of(event), also(event)):
        told = recipients.of(kind, event, submission) if kind and not _is_past(kind, submission) else []
        if kind and told:
            write.write(kind, f"event:{event.id}", told, _details(event, submission), submission.id)


def _is_past(kind: str, submission: Submission) -> bool:
    """Whether nobody needs to be told any more: what a policy decides at once never waited for a person."""
    if kind == "awaiting":
        return submission.state != "awaiting_approval"
    return kind == "scheduled" and submission.publish_at is None


def _details(event: Event, submission: Submission) -> dict[str, Any]:
    table = model.Session.get_one(Table, submission.table_id)
    dataset = model.Package.get(table.package_id)
    title, title_en = (dataset.title, dataset.extras.get("title_en", "")) if dataset else ("", "")
    version = sa.select(Version.number).where(Version.submission_id == submission.id)
    return {
        "file": submission.filename,
        "what": f"{table.name}, {title}" if title else table.name,
        "what_en": f"{table.name_en or table.name}, {title_en or title}" if title else table.name_en,
        "note": event.note if event.actor_kind != "worker" else None,
        "cells": list(event.details.get("cells", [])),
        "demo": show.is_demo(dataset),
        "by": _name(event) if event.actor_kind == "person" else None,
        "version": model.Session.scalar(version),
        "at": _moments(submission.publish_at),
    }


def _name(event: Event) -> str:
    user = model.User.get(event.actor)
    return str(user.display_name) if user else ""


def _moments(at: Any) -> dict[str, str] | None:
    zone = str(tk.h.get_display_timezone())
    return {lang: formats.moment(at, lang, zone) for lang in ("vi", "en")} if at else None
