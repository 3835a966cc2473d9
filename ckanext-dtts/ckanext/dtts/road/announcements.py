"""What is announced of tables: first publications, revisions, publications undone, versions withdrawn."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Event, Submission, Table, Version
from ckanext.dtts.road import difference, show

PUBLISHED, UNDONE, WITHDRAWN = "published", "undone", "withdrawn"
KINDS = (PUBLISHED, UNDONE, WITHDRAWN)


class Announcement(NamedTuple):
    """One of them: `id` stays the same for ever, `reason` is why a version was undone or withdrawn. `seq` is
    the place of its event in the log."""

    id: str
    seq: int
    table_id: UUID
    kind: str
    at: datetime
    dataset: str
    dataset_title: dict[str, str]
    agency: str
    table: str
    name: dict[str, str]
    version: int
    replaced: bool
    sentence: dict[str, str] | None
    reason: str | None
    demo: bool


def recent(
    *,
    dataset_id: str | None = None,
    table: str | None = None,
    of: sa.ColumnElement[bool] | None = None,
    limit: int = 50,
    offset: int = 0,
) -> list[Announcement]:
    """Those of all public datasets, of one dataset, of one of its tables, or of tables that `of` picks by
    columns of `dtts_table`; newest first."""
    query = _query() if of is None else _query().where(of)
    query = query.order_by(Event.seq.desc()).limit(limit).offset(offset)
    if dataset_id is not None:
        query = query.where(Table.package_id == dataset_id)
    if table is not None:
        query = query.where(Table.slug == table)
    return [_announcement(*row) for row in model.Session.execute(query).tuples()]


def between(after_seq: int, until_seq: int) -> list[Announcement]:
    """Those of events after one up to another of the log, oldest first."""
    query = _query().where(Event.seq > after_seq, Event.seq <= until_seq).order_by(Event.seq)
    return [_announcement(*row) for row in model.Session.execute(query).tuples()]


def _query() -> sa.Select[Any]:
    """Events of versions of datasets that anybody may see. One that is public again after an undo is told
    by the undo, and is no event of its own."""
    return (
        sa.select(Event, Version, Submission, Table, model.Package, model.Group.title)
        .join(Submission, Submission.id == Event.submission_id)
        .join(Version, Version.submission_id == Submission.id)
        .join(Table, Table.id == Version.table_id)
        .join(model.Package, model.Package.id == Table.package_id)
        .outerjoin(model.Group, model.Group.id == model.Package.owner_org)
        .where(
            Event.kind.in_(KINDS),
            model.Package.state == model.State.ACTIVE,
            model.Package.private.is_(False),
        )
    )


def _announcement(
    event: Event,
    version: Version,
    submission: Submission,
    table: Table,
    package: model.Package,
    agency: str | None,
) -> Announcement:
    gone = submission.state == WITHDRAWN or difference.tells_of_withdrawn(submission)
    return Announcement(
        id=f"urn:uuid:{event.id}",
        seq=event.seq,
        table_id=table.id,
        kind=event.kind,
        at=event.at,
        dataset=package.name,
        dataset_title=_both(package.title, package.extras.get("title_en")),
        agency=agency or "",
        table=table.slug,
        name=_both(table.name, table.name_en),
        version=version.number,
        replaced=submission.compared_with is not None,
        # What was withdrawn is told by its reason alone, also where it was published.
        sentence=None if gone else difference.sentences(submission),
        reason=event.note if event.kind != PUBLISHED else None,
        demo=show.is_demo(package),
    )


def _both(vi: str, en: Any) -> dict[str, str]:
    return {"vi": vi, "en": en or vi}
