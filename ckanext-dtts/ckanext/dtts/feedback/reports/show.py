"""Reports as actions and pages tell them: to the staff with the reader's own words, to the public without."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

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


class Known(NamedTuple):
    """What reports are about: datasets and tables by id, and the schema of each version that everybody may
    read, by table and number."""

    packages: Mapping[str, model.Package]
    tables: Mapping[uuid.UUID, Table]
    schemas: Mapping[tuple[uuid.UUID, int], str]


def public_dicts(reports: Sequence[Report]) -> list[Answer]:
    """As `public_dict`; three statements for all of them."""
    known = _known(reports)
    return [_public(report, known) for report in reports]


def staff_dicts(reports: Sequence[Report]) -> list[Answer]:
    """For a list of the staff: with the reader's words."""
    told = zip(reports, public_dicts(reports), strict=True)
    return [{**one, "said": report.said} for report, one in told]


def public_dict(report: Report) -> Answer:
    """What everybody may read: words and answer in public states only, and of a dismissed one the answer."""
    return _public(report, _known([report]))


def _public(report: Report, known: Known) -> Answer:
    package = known.packages.get(report.package_id or "")
    is_public = report.state in report.course.public
    return {
        "number": report.number,
        "dataset": package.name if package else None,
        "dataset_title": road_show.titles(package),
        "demo": road_show.is_demo(package),
        **_place(report, known),
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


def _known(reports: Sequence[Report]) -> Known:
    packages = sa.select(model.Package).where(model.Package.id.in_({each.package_id for each in reports}))
    numbered = [(each.table_id, each.version) for each in reports if each.table_id]
    tables = sa.select(Table).where(Table.id.in_({table for table, _ in numbered}))
    versions = (
        sa.select(Version.table_id, Version.number, Version.schema_name)
        .join(Submission, Submission.id == Version.submission_id)
        .where(sa.tuple_(Version.table_id, Version.number).in_(numbered))
        .where(Submission.state.in_(("published", "superseded")))
    )
    return Known(
        {each.id: each for each in model.Session.scalars(packages)},
        {each.id: each for each in model.Session.scalars(tables)},
        {(table, number): schema for table, number, schema in model.Session.execute(versions).tuples()},
    )


def _place(report: Report, known: Known) -> Answer:
    """The table, version and cell, with the titles of columns in both languages.

    Of a version that was withdrawn the cell is told no more: that may be why.
    """
    table = known.tables.get(report.table_id) if report.table_id else None
    if table is None or report.version is None:
        return {"table": None, "table_name": None, "version": None, **_NO_CELL}
    named = {"vi": table.name, "en": table.name_en or table.name}
    place = {"table": table.slug, "table_name": named, "version": report.version}
    schema_name = known.schemas.get((table.id, report.version))
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
