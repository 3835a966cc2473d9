"""Hands the rows of sent visits to the road, table after table.

A table's rows refer to those of the table before, so that each is handed over when the one before is
public. The next version of a table is made of what is public at that moment, and no visit is handed over
while another file for the same table is open: neither would know of the rows of the other.
"""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import rights
from ckanext.dtts.jobs import queue
from ckanext.dtts.model import FieldVisit, Job, Submission, Table
from ckanext.dtts.model.columns import now
from ckanext.dtts.road import intake
from ckanext.dtts.sending.send import free_slug
from ckanext.dtts.visits import compose, keys, whole
from dtts.catalogue import table_schema
from dtts.visiting import TABLES

OPEN = ("received", "checking", "awaiting_approval", "scheduled")
PUBLIC = ("published", "superseded")


def send(visit: FieldVisit, package_id: str) -> None:
    """Let a visit whose words have no fault begin its way, in the caller's transaction."""
    visit.package_id, visit.state = package_id, "sent"
    visit.sent = visit.sent or now()
    visit.attempt += 1
    visit.approved_by = None
    visit.parts = {schema: part for schema, part in visit.parts.items() if _is_public(part)}
    put(package_id)


def put(package_id: str) -> Job:
    """Queue a look at the open visits of a dataset, in the caller's transaction."""
    return queue.put("visit", f"visits:{package_id}", {"package_id": package_id})


def step(job: Job) -> dict[str, Any]:
    """Hand over what can be handed over of a dataset's open visits, the first sent first."""
    query = sa.select(FieldVisit).where(
        FieldVisit.package_id == job.payload["package_id"], FieldVisit.state == "sent"
    )
    return {str(visit.id): advance(visit) for visit in model.Session.scalars(query.order_by(FieldVisit.sent))}


def advance(visit: FieldVisit) -> str:
    """One visit as far as it can go now; gives the table at which it stands, or how it ended."""
    package = model.Package.get(visit.package_id)
    found = compose.rows_of(visit, package)
    for schema in TABLES:
        if not found[schema]:
            continue
        state = _state_of(visit.parts.get(schema))
        if state in PUBLIC:
            continue
        if state is None and not _may(visit, package):
            state = "withdrawn"  # its sender no longer sends for the agency
        if state is None and not _is_busy(package.id, schema):
            _hand_over(visit, package, schema, found[schema])
        if state == "awaiting_approval":
            whole.let_through(visit, visit.parts[schema])
        if state is not None and state not in OPEN:
            visit.state = "stopped"
        return schema
    visit.state = "done"
    return visit.state


def _hand_over(visit: FieldVisit, package: model.Package, schema: str, own: list[dict[str, Any]]) -> None:
    table = compose.table_of(package.id, schema)
    title = table_schema(schema).title
    request = intake.Request(
        package=package,
        slug=table.slug if table else free_slug(package.name, schema),
        schema_name=schema,
        name=None if table else title["vi"],
        name_en=None if table else title["en"],
        filename=f"{schema}-{visit.id.hex[:8]}.csv",
        stream=io.BytesIO(compose.csv(table, schema, visit.id, own)),
        door="upload",
        actor_id=visit.owner_id,
        idempotency_key=keys.of(visit, schema),
        answers={"decimal": ".", "encoding": "utf-8"},
    )
    # What is public may have moved on when a worker that was killed comes back here.
    submission = _handed_over(visit, schema) or intake.take(request)
    visit.parts = {**visit.parts, schema: str(submission.id)}


def _handed_over(visit: FieldVisit, schema: str) -> Submission | None:
    """What a worker that was killed in between had handed over already."""
    mine = sa.select(Submission).where(
        Submission.actor_id == visit.owner_id, Submission.idempotency_key == keys.of(visit, schema)
    )
    return model.Session.scalar(mine)


def _state_of(part: str | None) -> str | None:
    submission = model.Session.get(Submission, UUID(part), populate_existing=True) if part else None
    return submission.state if submission else None


def _is_public(part: str) -> bool:
    return _state_of(part) in PUBLIC


def _may(visit: FieldVisit, package: model.Package) -> bool:
    user = model.User.get(visit.owner_id)
    return user is not None and (user.sysadmin or package.owner_org in rights.sends_for(user))


def _is_busy(package_id: str, schema: str) -> bool:
    """Whether a file for the table is still open."""
    table = compose.table_of(package_id, schema)
    query = sa.select(Submission.id).join(Table, Table.id == Submission.table_id)
    waiting = query.where(Table.id == table.id, Submission.state.in_(OPEN)) if table else None
    return waiting is not None and model.Session.scalar(waiting.limit(1)) is not None
