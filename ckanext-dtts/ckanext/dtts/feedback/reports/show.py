"""Reports as actions and pages tell them: to the staff with the reader's own words, to the public without."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.feedback import addresses, history
from ckanext.dtts.feedback.reports import may
from ckanext.dtts.model import Report, Submission, Table, Version
from ckanext.dtts.model.columns import iso
from ckanext.dtts.road import show as road_show
from dtts import catalogue
from dtts.feedback.course import DISMISSED

Answer = dict[str, Any]
_NO_CELL: Answer = {"field": None, "field_title": None, "key": [], "value": None}


def public_dict(report: Report) -> Answer:
    """What everybody may read: words and answer in public states only, and of a dismissed one the answer."""
    package = model.Session.get(model.Package, report.package_id)
    is_public = report.state in report.course.public
    return {
        "number": report.number,
        "dataset": package.name if package else None,
        "dataset_title": _title(package),
        "demo": road_show.is_demo(package),
        **_place(report),
        "state": report.state,
        "state_words": dict(report.course.states[report.state]),
        "public": is_public,
        "text": report.shown if is_public else None,
        "answer": report.answer if is_public or report.state == DISMISSED else None,
        "reported": iso(report.created),
        "changed": iso(report.changed),
    }


def whole_dict(report: Report, user: model.User | None) -> Answer:
    """With the reader's words, the log, whether a mail is waited for, and what this person may do now."""
    return {
        **public_dict(report),
        "said": report.said,
        "expected": report.expected,
        "text": report.shown,
        "answer": report.answer,
        "mail_waits": bool(addresses.of(report)),
        "moves": may.moves(user, report),
        "events": history.of(report),
    }


def _place(report: Report) -> Answer:
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


def _cell(report: Report, schema_name: str) -> Answer:
    titles = {field.name: dict(field.title) for field in catalogue.table_schema(schema_name).fields}
    key = (report.key or {}).items()
    return {
        "field": report.field,
        "field_title": titles.get(report.field or ""),
        "key": [{"field": name, "title": titles.get(name), "value": value} for name, value in key],
        "value": report.value,
    }


def _readable(report: Report) -> sa.Select[tuple[str]]:
    """The schema of the report's version, while everybody may read that."""
    query = sa.select(Version.schema_name).join(Submission, Submission.id == Version.submission_id)
    query = query.where(Version.table_id == report.table_id, Version.number == report.version)
    return query.where(Submission.state.in_(("published", "superseded")))


def _title(package: model.Package | None) -> dict[str, str]:
    if package is None:
        return {"vi": "", "en": ""}
    return {"vi": package.title, "en": str(package.extras.get("title_en") or package.title)}
