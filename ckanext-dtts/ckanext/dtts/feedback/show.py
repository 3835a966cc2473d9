"""Reports as actions and pages tell them: to the staff with the reader's own words, to the public without."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.feedback import may
from ckanext.dtts.model import Event, Feedback, FeedbackAddress, Submission, Table, Version
from ckanext.dtts.model.columns import iso
from ckanext.dtts.road import show as road_show
from dtts import catalogue
from dtts.feedback import PUBLIC, STATES

Answer = dict[str, Any]
_NO_CELL: Answer = {"field": None, "field_title": None, "key": [], "value": None}


def public_dict(report: Feedback) -> Answer:
    """What everybody may read: words and answer in public states only, and of a dismissed one the answer."""
    package = model.Session.get(model.Package, report.package_id)
    is_public = report.state in PUBLIC
    return {
        "number": report.number,
        "dataset": package.name if package else None,
        "dataset_title": _title(package),
        "demo": road_show.is_demo(package),
        **_place(report),
        "state": report.state,
        "state_words": dict(STATES[report.state]),  # type: ignore[index]
        "public": is_public,
        "text": report.shown if is_public else None,
        "answer": report.answer if is_public or report.state == "dismissed" else None,
        "reported": iso(report.created),
        "changed": iso(report.changed),
    }


def whole_dict(report: Feedback, user: model.User | None) -> Answer:
    """With the reader's words, the log, whether a mail is waited for, and what this person may do now."""
    waits = model.Session.get(FeedbackAddress, report.id) is not None
    return {
        **public_dict(report),
        "said": report.said,
        "expected": report.expected,
        "text": report.shown,
        "answer": report.answer,
        "mail_waits": waits,
        "moves": may.moves(user, report),
        "events": _events(report),
    }


def _place(report: Feedback) -> Answer:
    """The table, version and cell, with the titles of columns in both languages.

    Of a version that was withdrawn the cell is told no more: that may be why.
    """
    table = model.Session.get(Table, report.table_id) if report.table_id else None
    if table is None:
        return {"table": None, "table_name": None, "version": None, **_NO_CELL}
    named = {"vi": table.name, "en": table.name_en or table.name}
    place = {"table": table.slug, "table_name": named, "version": report.version}
    schema_name = model.Session.scalar(_readable(report))
    return {**place, **(_cell(report, schema_name) if report.field and schema_name else _NO_CELL)}


def _cell(report: Feedback, schema_name: str) -> Answer:
    titles = {field.name: dict(field.title) for field in catalogue.table_schema(schema_name).fields}
    key = (report.key or {}).items()
    return {
        "field": report.field,
        "field_title": titles.get(report.field or ""),
        "key": [{"field": name, "title": titles.get(name), "value": value} for name, value in key],
        "value": report.value,
    }


def _readable(report: Feedback) -> sa.Select[tuple[str]]:
    """The schema of the report's version, while everybody may read that."""
    query = sa.select(Version.schema_name).join(Submission, Submission.id == Version.submission_id)
    query = query.where(Version.table_id == report.table_id, Version.number == report.version)
    return query.where(Submission.state.in_(("published", "superseded")))


def _title(package: model.Package | None) -> dict[str, str]:
    if package is None:
        return {"vi": "", "en": ""}
    return {"vi": package.title, "en": str(package.extras.get("title_en") or package.title)}


def _events(report: Feedback) -> list[Answer]:
    events = list(
        model.Session.scalars(sa.select(Event).where(Event.feedback_id == report.id).order_by(Event.seq))
    )
    ids = {event.actor for event in events if event.actor_kind == "person"}
    query = sa.select(model.User.id, model.User.name).where(model.User.id.in_(ids))
    names = dict(model.Session.execute(query).tuples().all())
    return [
        {
            "at": iso(event.at),
            "kind": event.kind,
            "to_words": dict(STATES[event.to_state]),
            "actor": names.get(event.actor, event.actor),
            "actor_kind": event.actor_kind,
            "note": event.note,
        }
        for event in events
    ]
