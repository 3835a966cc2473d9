"""What the actions answer: submissions, tables and versions as plain dictionaries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Event, Submission, Table, Version
from ckanext.dtts.model.columns import iso
from ckanext.dtts.road import stages, tombstones

Row = dict[str, Any]
DEMO_MARK = {"vi": "Dữ liệu minh họa", "en": "Demonstration data"}
"""What every answer with demonstration data says."""


def submission_dict(submission: Submission) -> Row:
    """One submission with its report and events."""
    return submission_dicts([submission])[0]


def submission_dicts(submissions: Sequence[Submission], *, with_report: bool = True) -> list[Row]:
    """Many submissions in six queries, however many they are."""
    tables = _by_id(Table, {item.table_id for item in submissions})
    datasets = _by_id(model.Package, {table.package_id for table in tables.values()})
    versions = _versions_of(submissions)
    events = _events_of(submissions)
    names = _user_names(submissions, events)
    answers = []
    for item in submissions:
        table = tables[item.table_id]
        answer = _described(item, table, datasets.get(table.package_id), names)
        answer["version"] = versions.get(item.id)
        answer["report"] = item.report if with_report else None
        answer["events"] = [_event_dict(event, names) for event in events[item.id]]
        answers.append(answer)
    return answers


def table_dict(table: Table, version: Version, dataset: model.Package) -> Row:
    """A published table; `size` in bytes, `sha256` that of the CSV."""
    return {
        "dataset": dataset.name,
        "dataset_id": dataset.id,
        "dataset_title": dataset.title,
        "table": table.slug,
        "resource_id": str(table.id),
        "name": table.name,
        "name_en": table.name_en,
        "schema": version.schema_name,
        "schema_version": version.schema_version,
        "row_count": version.row_count,
        "version": version.number,
        "published": iso(version.published),
        "sha256": version.csv_sha256,
        "size": version.csv_size,
        "parquet_sha256": version.parquet_sha256,
        "parquet_size": version.parquet_size,
        "demo": is_demo(dataset),
    }


def version_dicts(table: Table) -> list[Row]:
    """Every version that was published, newest first."""
    query = sa.select(Version, Submission).join(Submission).where(Version.table_id == table.id)
    pairs = model.Session.execute(query.order_by(Version.number.desc())).tuples().all()
    graves = tombstones.of_versions([version.id for version, _submission in pairs])
    return [
        {
            "version": version.number,
            "published": iso(version.published),
            "rows": version.row_count,
            "sha256": version.csv_sha256,
            "size": version.csv_size,
            "schema": version.schema_name,
            "schema_version": version.schema_version,
            "submission_id": str(submission.id),
            "state": submission.state,
            "current": version.id == table.current_version_id,
            "tombstone": graves[version.id].to_dict() if version.id in graves else None,
        }
        for version, submission in pairs
    ]


def titles(package: model.Package | None) -> dict[str, str]:
    """The title of a dataset in both languages, the Vietnamese one where there is no other."""
    if package is None:
        return {"vi": "", "en": ""}
    return {"vi": package.title, "en": str(package.extras.get("title_en") or package.title)}


def is_demo(dataset: model.Package | None) -> bool:
    """Whether a dataset is demonstration data, which everything that shows it must say."""
    return dataset is not None and str(dataset.extras.get("demo", "")).lower() == "true"


def _described(item: Submission, table: Table, dataset: model.Package | None, names: dict[str, str]) -> Row:
    return {
        "id": str(item.id),
        "state": item.state,
        "dataset_id": table.package_id,
        "dataset_name": dataset.name if dataset else None,
        "dataset_title": dataset.title if dataset else None,
        "table": table.slug,
        "table_name": table.name,
        "table_name_en": table.name_en,
        "resource_id": str(table.id),
        "schema": item.schema_name,
        "schema_version": item.schema_version,
        "filename": item.filename,
        "media_type": item.media_type,
        "sha256": item.sha256,
        "size": item.size,
        "door": item.door,
        "answers": item.answers,
        "remembered": _remembered(item, names),
        "origin_id": str(item.origin_id) if item.origin_id else None,
        "actor": names.get(item.actor_id, item.actor_id),
        "created": iso(item.created),
        "changed": iso(item.changed),
        "publish_at": iso(item.publish_at) if item.publish_at else None,
        "progress": {
            "stage": item.progress_stage,
            "done": item.progress_done,
            "rows": item.progress_rows,
            "message": stages.message(
                item.state, item.progress_stage, item.progress_rows, (item.files or {}).get("rows")
            ),
        },
        "demo": is_demo(dataset),
    }


def _remembered(item: Submission, names: dict[str, str]) -> Row | None:
    """By whose confirmed mapping a submission was read."""
    if not item.remembered:
        return None
    actor = item.remembered["actor_id"]
    return {"confirmed": item.remembered["confirmed"], "by": names.get(actor, actor)}


def _event_dict(event: Event, names: dict[str, str]) -> Row:
    return {
        "at": iso(event.at),
        "kind": event.kind,
        "from": event.from_state,
        "to": event.to_state,
        "actor": names.get(event.actor, event.actor),
        "actor_kind": event.actor_kind,
        "note": event.note,
        "details": event.details,
    }


def _by_id(entity: Any, ids: set[Any]) -> dict[Any, Any]:
    found = model.Session.scalars(sa.select(entity).where(entity.id.in_(ids)))
    return {item.id: item for item in found}


def _versions_of(submissions: Sequence[Submission]) -> dict[UUID, int]:
    ids = [item.id for item in submissions]
    query = sa.select(Version.submission_id, Version.number).where(Version.submission_id.in_(ids))
    return dict(model.Session.execute(query).tuples().all())


def _events_of(submissions: Sequence[Submission]) -> dict[UUID, list[Event]]:
    ids = [item.id for item in submissions]
    events: dict[UUID, list[Event]] = defaultdict(list)
    for event in model.Session.scalars(
        sa.select(Event).where(Event.submission_id.in_(ids)).order_by(Event.seq)
    ):
        events[event.submission_id].append(event)
    return events


def _user_names(submissions: Sequence[Submission], events: dict[UUID, list[Event]]) -> dict[str, str]:
    ids = {item.actor_id for item in submissions}
    ids |= {item.remembered["actor_id"] for item in submissions if item.remembered}
    ids |= {event.actor for group in events.values() for event in group if event.actor_kind == "person"}
    query = sa.select(model.User.id, model.User.name).where(model.User.id.in_(ids))
    return dict(model.Session.execute(query).tuples().all())
