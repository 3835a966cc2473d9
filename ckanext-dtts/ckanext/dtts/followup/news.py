"""What has newly become public of monitoring: visits, findings and recommendations, one by one.

A row is new with the first version of its table that has it, which may be long after the day that
it tells of.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import polars as pl
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.followup import addresses, published
from ckanext.dtts.followup.published import Entry, TableOf
from ckanext.dtts.model import Submission, Version
from ckanext.dtts.observations.answer import area_names
from ckanext.dtts.registers import gazetteer
from ckanext.dtts.road import replaced
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
    found = [
        *_news("visit", published.visits(asked), _visit, addresses.of_visit),
        *_news("finding", published.findings(asked), _finding, addresses.of_finding),
        *_news(
            "recommendation", published.recommendations(asked), _recommendation, addresses.of_recommendation
        ),
    ]
    return sorted(found, key=lambda one: (one.at, one.kind, one.id), reverse=True)


def _news(
    kind: str,
    entries: Sequence[Entry[Any]],
    told: Callable[[Any], tuple[Words, Words]],
    page: Callable[[Entry[Any]], str],
) -> Iterator[News]:
    since: dict[UUID, Mapping[str, datetime]] = {}
    for one in entries:
        table = one.dataset.table(one.row.table)
        if table.version_id not in since:
            since[table.version_id] = _since(table)
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


def _since(table: TableOf) -> Mapping[str, datetime]:
    """When each row of a table became public first; a version that was withdrawn has shown nothing."""
    query = (
        sa.select(Version)
        .join(Submission, Submission.id == Version.submission_id)
        .where(
            Version.table_id
            == sa.select(Version.table_id).where(Version.id == table.version_id).scalar_subquery(),
            Submission.state.in_(("published", "superseded")),
        )
        .order_by(Version.number.desc())
    )
    key = table_schema(table.schema).primary_key[0]
    since: dict[str, datetime] = {}
    for version in model.Session.scalars(query):
        since |= dict.fromkeys(_ids(version.id, key), version.published)
    return since


@lru_cache(maxsize=4096)
def _ids(version_id: UUID, key: str) -> frozenset[str]:
    with replaced.parquet(model.Session.get_one(Version, version_id)) as path:
        assert path is not None
        return frozenset(pl.read_parquet(path, columns=[key])[key].to_list())
