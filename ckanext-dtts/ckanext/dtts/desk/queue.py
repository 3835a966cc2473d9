"""The queue of those who decide: submissions in a state, longest waiting first, read page by page.

A page is found by the place where the last one ended (moment and id), never by counting rows, so that the
page after the 10,000th submission costs what the first does. A page and its counts are two statements.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import JSONPATH

from ckanext.dtts.desk import routine
from ckanext.dtts.desk.seen import Seen
from ckanext.dtts.model import Submission, Table
from ckanext.dtts.model.columns import iso

PAGE = 25
MOST_COUNTED = 1000
"""Where a count in the navigation stops."""
_SUSPICIOUS = sa.cast("$.fields[*].suspicious", JSONPATH)
STATES = ("awaiting_approval", "scheduled", "rejected", "invalid")


class Mark(NamedTuple):
    """Where a page ended: the moment and the id of its last submission."""

    at: datetime
    id: uuid.UUID

    def text(self) -> str:
        """As an address carries it."""
        return f"{self.at.isoformat()}~{self.id}"


@dataclass(frozen=True)
class Asked:
    """Which part of the queue: `agencies` are the ids for which the reader decides, None for all."""

    agencies: Sequence[str] | None
    state: str = "awaiting_approval"
    agency: str | None = None
    schema: str | None = None
    place: Sequence[str] | None = None
    after: Mark | None = None


@dataclass(frozen=True)
class Waiting:
    """One line of the queue.

    `rows_changed` are the counts of a difference (`before`, `after`, `added`, `changed`, …), None
    before it is compared; `suspicious` how many figures look as if their unit was mistaken, by column.
    """

    id: uuid.UUID
    state: str
    created: datetime
    publish_at: datetime | None
    filename: str
    schema: str
    sender_id: str
    sender: str
    table: str
    table_name: str
    table_name_en: str | None
    dataset: str
    dataset_title: str
    dataset_title_en: str | None
    agency_id: str
    agency_name: str
    agency_title: str
    rows: int
    warnings: int
    version_id: uuid.UUID | None
    rows_changed: dict[str, int] | None
    suspicious: list[int] | None
    routine: bool
    demo: bool

    @property
    def mark(self) -> Mark:
        """The place after this line."""
        return Mark(self.created, self.id)

    @property
    def seen(self) -> Seen:
        """What a reader of this line has seen."""
        return Seen(self.state, str(self.version_id or ""), iso(self.publish_at) if self.publish_at else "")


class Counts(NamedTuple):
    """How many wait in all, and by agency and table schema, each with the moment of the oldest."""

    total: int
    agencies: list[tuple[str, int, datetime]]
    schemas: list[tuple[str, int, datetime]]


def read_mark(text: str) -> Mark | None:
    """The mark in an address; None for anything else."""
    at, _, identifier = text.partition("~")
    try:
        mark = Mark(datetime.fromisoformat(at), uuid.UUID(identifier))
    except ValueError:
        return None
    return mark if mark.at.tzinfo else None


def page(asked: Asked, size: int = PAGE) -> tuple[list[Waiting], Mark | None]:
    """The next lines, oldest first, and the mark of the page after; None at the end. One statement."""
    query = _narrowed(lines(), asked).order_by(Submission.created, Submission.id).limit(size + 1)
    if asked.after is not None:
        place = sa.tuple_(Submission.created, Submission.id)
        query = query.where(place > sa.tuple_(sa.literal(asked.after.at), sa.literal(asked.after.id)))
    found = [Waiting(**row) for row in model.Session.execute(query).mappings()]
    return found[:size], found[size - 1].mark if len(found) > size else None


def counts(asked: Asked) -> Counts:
    """What the filters offer, before they narrow anything. One statement."""
    everything = Asked(asked.agencies, asked.state)
    columns = (model.Package.owner_org, Submission.schema_name)
    query = sa.select(*columns, sa.func.count(), sa.func.min(Submission.created)).select_from(Submission)
    query = query.join(Table, Table.id == Submission.table_id)
    query = query.join(model.Package, model.Package.id == Table.package_id)
    query = _narrowed(query, everything).group_by(
        sa.func.grouping_sets(sa.tuple_(columns[0]), sa.tuple_(columns[1]), sa.tuple_())
    )
    total, agencies, schemas = 0, [], []
    for agency, schema, count, oldest in model.Session.execute(query).tuples():
        if agency is not None:
            agencies.append((agency, count, oldest))
        elif schema is not None:
            schemas.append((schema, count, oldest))
        else:
            total = count
    return Counts(total, sorted(agencies, key=lambda each: each[2]), sorted(schemas))


def count(agencies: Sequence[str] | None, state: str = "awaiting_approval") -> int:
    """How many wait for those who decide for these agencies, for the navigation: `MOST_COUNTED` at most."""
    query = sa.select(Submission.id).join(Table, Table.id == Submission.table_id)
    query = query.join(model.Package, model.Package.id == Table.package_id)
    query = _narrowed(query, Asked(agencies, state)).limit(MOST_COUNTED)
    return model.Session.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0


def lines() -> sa.Select[Any]:
    """Lines of the queue without any JSON document as a whole: reports may have a megabyte."""
    agency, sender = model.Group, model.User
    query = sa.select(
        Submission.id,
        Submission.state,
        Submission.created,
        Submission.publish_at,
        Submission.filename,
        Submission.schema_name.label("schema"),
        Submission.actor_id.label("sender_id"),
        sa.func.coalesce(sa.func.nullif(sender.fullname, ""), sender.name, Submission.actor_id).label(
            "sender"
        ),
        Table.slug.label("table"),
        Table.name.label("table_name"),
        Table.name_en.label("table_name_en"),
        Table.current_version_id.label("version_id"),
        model.Package.name.label("dataset"),
        model.Package.title.label("dataset_title"),
        model.Package.extras["title_en"].astext.label("dataset_title_en"),
        agency.id.label("agency_id"),
        agency.name.label("agency_name"),
        agency.title.label("agency_title"),
        sa.func.coalesce(Submission.report["rows"].as_integer(), 0).label("rows"),
        sa.func.coalesce(Submission.report["counts"]["warning"].as_integer(), 0).label("warnings"),
        Submission.difference["rows"].label("rows_changed"),
        sa.func.jsonb_path_query_array(Submission.difference, _SUSPICIOUS).label("suspicious"),
        routine.expression().label("routine"),
        (model.Package.extras["demo"].astext == "true").is_(True).label("demo"),
    )
    query = query.join(Table, Table.id == Submission.table_id)
    query = query.join(model.Package, model.Package.id == Table.package_id)
    query = query.join(agency, agency.id == model.Package.owner_org)
    return query.join(sender, sender.id == Submission.actor_id, isouter=True)


def _narrowed(query: sa.Select[Any], asked: Asked) -> sa.Select[Any]:
    query = query.where(Submission.state == asked.state, Submission.register_version_id.is_(None))
    if asked.agencies is not None:
        query = query.where(model.Package.owner_org.in_(asked.agencies))
    if asked.agency:
        query = query.where(model.Package.owner_org == asked.agency)
    if asked.place is not None:
        query = query.where(model.Package.owner_org.in_(asked.place))
    if asked.schema:
        query = query.where(Submission.schema_name == asked.schema)
    return query
