"""Which version of a table the public read from when to when, as the log of events tells it."""

from __future__ import annotations

import uuid
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Event, Submission, Version
from ckanext.dtts.model.columns import now


class Move(NamedTuple):
    """From `at` on the public read `version` of a table; none with null."""

    at: datetime
    table_id: uuid.UUID
    version: Version | None


def moves(table_id: uuid.UUID) -> list[Move]:
    """Every move of a table's pointer, oldest first."""
    query = (
        sa.select(Event, Version)
        .join(Submission, Submission.id == Event.submission_id)
        .join(Version, Version.submission_id == Submission.id)
        .where(
            Submission.table_id == table_id,
            sa.or_(Event.to_state == "published", Event.from_state == "published"),
        )
    )
    listed = model.Session.execute(query.order_by(Event.seq)).tuples().all()
    found = []
    for (event, version), following in pairwise([*listed, (None, None)]):
        if event.to_state == "published":
            found.append(Move(event.at, table_id, version))
        # Whatever gives way to another version is told by that one; a withdrawal may leave nothing.
        elif event.to_state == "withdrawn" and (following[0] is None or following[0].kind != "restored"):
            found.append(Move(event.at, table_id, None))
    return found


def moved_at(table_id: uuid.UUID) -> datetime:
    """Since when the public reads what it reads of a table; the present where the log tells nothing."""
    listed = moves(table_id)
    return listed[-1].at if listed else now()
