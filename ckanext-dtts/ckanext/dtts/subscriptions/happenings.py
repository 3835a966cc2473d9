"""What the public is told of: publications, their undoing, and withdrawals, as the log has them."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Event, Submission, Table, Version
from ckanext.dtts.notices.kinds import PUBLIC
from ckanext.dtts.subscriptions import subjects

PUBLIC_EVENTS = sa.or_(
    Event.kind == "published",
    Event.kind == "undone",
    sa.and_(Event.to_state == "withdrawn", Event.from_state.in_(PUBLIC)),
)


@dataclass(frozen=True)
class Happening:
    """One thing that happened to a table that everybody may read; `number` is the version's."""

    id: uuid.UUID
    seq: int
    at: datetime
    what: str
    reason: str
    table_id: uuid.UUID
    slug: str
    name: str
    name_en: str
    dataset: str
    title: str
    title_en: str
    demo: bool
    number: int | None
    rows: int | None


def is_public(event: Event) -> bool:
    """Whether an event may concern readers; whether they may see the dataset is asked when it is told."""
    return event.kind in ("published", "undone") or (
        event.to_state == "withdrawn" and event.from_state in PUBLIC
    )


def newest(kind: str, key: str, limit: int) -> list[Happening]:
    """What happened last to the tables of a subject, newest first."""
    query = _public().where(subjects.belongs(kind, key)).order_by(Event.seq.desc()).limit(limit)
    return [_happening(row) for row in model.Session.execute(query)]


def between(
    after_seq: int, until_seq: int, table_ids: Collection[uuid.UUID] | None = None
) -> list[Happening]:
    """What happened after one event up to another, oldest first, to these tables or to all."""
    query = _public().where(Event.seq > after_seq, Event.seq <= until_seq)
    query = query if table_ids is None else query.where(Table.id.in_(list(table_ids)))
    return [_happening(row) for row in model.Session.execute(query.order_by(Event.seq))]


def last_seq() -> int:
    """The last event that is written."""
    return model.Session.scalar(sa.select(sa.func.max(Event.seq))) or 0


def _public() -> sa.Select[Any]:
    return (
        sa.select(Event, Table, model.Package, Version.number, Version.row_count)
        .join(Submission, Submission.id == Event.submission_id)
        .join(Table, Table.id == Submission.table_id)
        .join(model.Package, model.Package.id == Table.package_id)
        .outerjoin(Version, Version.submission_id == Submission.id)
        .where(model.Package.private.is_(False), model.Package.state == model.State.ACTIVE, PUBLIC_EVENTS)
    )


def _happening(row: Any) -> Happening:
    event, table, package, number, rows = row
    withdrawn = event.to_state == "withdrawn"
    return Happening(
        id=event.id,
        seq=event.seq,
        at=event.at,
        what="withdrawn" if withdrawn else event.kind,
        reason=(event.note or "") if withdrawn or event.kind == "undone" else "",
        table_id=table.id,
        slug=table.slug,
        name=table.name,
        name_en=table.name_en or table.name,
        dataset=package.name,
        title=package.title or package.name,
        title_en=package.extras.get("title_en") or package.title or package.name,
        demo=str(package.extras.get("demo", "")).lower() == "true",
        number=number,
        rows=rows,
    )
