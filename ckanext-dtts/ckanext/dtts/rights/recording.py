"""Who joined an agency, left it or changed role: written in the transaction that does it, by whatever way.

CKAN's memberships change through several actions, some of which commit by themselves, so it is the session
that is watched and not the actions.
"""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import flask
import sqlalchemy as sa
from ckan import model
from sqlalchemy.orm import Session

from ckanext.dtts.model import AgencyChange

PORTAL = "portal"
"""The actor of what commands and the portal itself do."""


def follow_members() -> None:
    """Watch CKAN's session from now on; calling it again changes nothing."""
    if not sa.event.contains(model.Session, "before_flush", _record):
        sa.event.listen(model.Session, "before_flush", _record)


def _record(session: Session, *_flush: Any) -> None:
    for member in [*session.new, *session.dirty, *session.deleted]:
        if isinstance(member, model.Member) and member.table_name == "user":
            after = None if member in session.deleted else _capacity(member.state, member.capacity)
            before = _stored(session, member)
            if before != after and _is_agency(session, member):
                session.add(_change(member, before, after))


def _change(member: model.Member, before: str | None, after: str | None) -> AgencyChange:
    agency = member.group_id or member.group.id
    who = {"agency_id": agency, "actor": _actor(), "subject": member.table_id}
    return AgencyChange(**who, field="member", before=before, after=after)


def _stored(session: Session, member: model.Member) -> str | None:
    """The role as the database has it; what the object held before may have been forgotten by a commit."""
    table = model.Member.__table__
    row = session.connection().execute(
        sa.select(table.c.state, table.c.capacity).where(table.c.id == member.id)
    )
    found = row.first()
    return _capacity(found.state, found.capacity) if found else None


def _capacity(state: str | None, capacity: str | None) -> str | None:
    return capacity if state in (None, model.State.ACTIVE) else None


def _is_agency(session: Session, member: model.Member) -> bool:
    group = member.group or session.get(model.Group, member.group_id)
    return bool(group and group.is_organization)


def _actor() -> str:
    if flask.has_request_context() and tk.current_user and tk.current_user.is_authenticated:
        return str(tk.current_user.id)
    return PORTAL
