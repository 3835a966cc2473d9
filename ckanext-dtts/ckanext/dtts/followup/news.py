"""What has newly become public of monitoring: visits, findings and recommendations, one by one.

A row is new with the first version of its table that has it, which may be long after the day that
it tells of.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import polars as pl
import sqlalchemy as sa
from ckan import model
from sqlalchemy.orm import aliased

from ckanext.dtts.followup import addresses, published
from ckanext.dtts.followup.published import Entry, TableOf
from ckanext.dtts.model import Submission, Version
from ckanext.dtts.observations.answer import area_names
from ckanext.dtts.registers import gazetteer
from ckanext.dtts.road import blobs, frames
from dtts import formats
from dtts.catalogue import table_schema
from dtts.followup import Asked, Finding, Recommendation, Visit

Words = Mapping[str, str]


@dataclass(frozen=True)
class News:
    """A row that became public at a moment: `id` stays the same for ever, `title` and `text` are told in both
    languages, `page` is where people read of it."""

    id: str
    kind: str
    at: datetime
    title: Words
    text: Words
    page: str
    publisher: str
    demo: bool


def recent(asked: Asked = published.ALL) -> list[News]:
    """All that are public now, the newest first."""
    known = published.datasets()
    since = _since([table for dataset in known for table in dataset.tables])
    visits, findings = published.visits(asked, known), published.findings(asked, known)
    recommendations = published.recommendations(asked, known)
    found = [
        *_news("visit", since, visits, _visit, addresses.of_visit),
        *_news("finding", since, findings, _finding, addresses.of_finding),
        *_news("recommendation", since, recommendations, _recommendation, addresses.of_recommendation),
    ]
    return sorted(found, key=lambda one: (one.at, one.kind, one.id), reverse=True)


def _news(
    kind: str,
    since: Mapping[UUID, Mapping[str, datetime]],
    entries: Sequence[Entry[Any]],
    told: Callable[[Any], tuple[Words, Words]],
    page: Callable[[Entry[Any]], str],
) -> Iterator[News]:
    for one in entries:
        table = one.dataset.table(one.row.table)
        title, text = told(one.row)
        yield News(
            id=f"urn:uuid:{uuid.uuid5(uuid.UUID(one.dataset.id), f'{table.schema}/{one.row.id}')}",
            kind=kind,
            at=since[table.version_id][one.row.id],
            title=title,
            text=text,
            page=page(one),
            publisher=one.dataset.agency_title,
            demo=one.dataset.demo,
        )


def _visit(row: Visit) -> tuple[Words, Words]:
    where, on = area_names(row.area_id, gazetteer()), row.visit_date.isoformat()
    title = {
        "vi": f"Đợt giám sát: {where['vi']}, {formats.day(on, 'vi')}",
        "en": f"Visit: {where['en']}, {formats.day(on, 'en')}",
    }
    return title, {"vi": row.findings, "en": row.findings_en or row.findings}


def _finding(row: Finding) -> tuple[Words, Words]:
    where = area_names(row.area_id, gazetteer())
    if row.withdrawn_on is not None:
        reason = row.withdrawn_reason or ""
        title = {"vi": f"Phát hiện {row.id} đã rút", "en": f"Finding {row.id} was withdrawn"}
        return title, {"vi": f"Lý do: {reason}", "en": f"Reason: {reason}"}
    label = table_schema("findings").field("finding_kind").enum_labels[str(row.kind)]
    title = {"vi": f"Phát hiện: {where['vi']}, {label['vi']}", "en": f"Finding: {where['en']}, {label['en']}"}
    found = {"vi": row.finding or "", "en": row.finding_en or row.finding or ""}
    if row.agency_response is None:
        return title, found
    return title, {
        "vi": f"{found['vi']} Trả lời: {row.agency_response}",
        "en": f"{found['en']} Answer: {row.agency_response_en or row.agency_response}",
    }


def _recommendation(row: Recommendation) -> tuple[Words, Words]:
    due = row.due_on.isoformat()
    title = {
        "vi": f"Kiến nghị gửi {row.addressed_to}, hạn {formats.day(due, 'vi')}",
        "en": f"Recommendation to {row.addressed_to}, due {formats.day(due, 'en')}",
    }
    return title, {"vi": row.recommendation, "en": row.recommendation_en or row.recommendation}


def _since(tables: Collection[TableOf]) -> Mapping[UUID, Mapping[str, datetime]]:
    """When each row of each table became public first, by the table's current version; a version that was
    withdrawn has shown nothing. One statement."""
    current = aliased(Version)
    query = (
        sa.select(current.id, Version)
        .join(Version, Version.table_id == current.table_id)
        .join(Submission, Submission.id == Version.submission_id)
        .where(
            current.id.in_([table.version_id for table in tables]),
            Submission.state.in_(("published", "superseded")),
        )
        .order_by(Version.number.desc())
    )
    keys = {table.version_id: table_schema(table.schema).primary_key[0] for table in tables}
    since: dict[UUID, dict[str, datetime]] = defaultdict(dict)
    for shown, version in model.Session.execute(query).tuples():
        ids = _ids(frames.file_of(version), keys[shown])
        since[shown] |= dict.fromkeys(ids, version.published)
    return since


@lru_cache(maxsize=4096)
def _ids(file: blobs.Blob, key: str) -> frozenset[str]:
    """Beside the frames that are kept: of versions of before only the ids are asked for."""
    with blobs.local_path(file) as path:
        return frozenset(pl.read_parquet(path, columns=[key])[key].to_list())
