"""What the database keeps of recommendations on the desk, read in few queries."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Event, FollowUp, FollowUpDocument, FollowUpStep

Key = tuple[uuid.UUID, str]
"""The table of a recommendation and its code."""


def steps_of(tables: Collection[uuid.UUID]) -> Mapping[Key, Sequence[FollowUpStep]]:
    """The steps taken on the desk about recommendations of these tables, oldest first; one query."""
    query = sa.select(FollowUp.table_id, FollowUp.recommendation_id, FollowUpStep).join(
        FollowUpStep, FollowUpStep.follow_up_id == FollowUp.id
    )
    query = query.where(FollowUp.table_id.in_(tables)).order_by(FollowUpStep.seq)
    found: dict[Key, list[FollowUpStep]] = defaultdict(list)
    for table_id, code, step in model.Session.execute(query).tuples():
        found[table_id, code].append(step)
    return found


def documents_of(steps: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Sequence[FollowUpDocument]]:
    """The documents that came with these steps, by step."""
    query = sa.select(FollowUpDocument).where(FollowUpDocument.step_id.in_(steps))
    found: dict[uuid.UUID, list[FollowUpDocument]] = defaultdict(list)
    for document in model.Session.scalars(query.order_by(FollowUpDocument.filename, FollowUpDocument.id)):
        found[document.step_id].append(document)
    return found


def events_of(key: Key) -> Sequence[Event]:
    """The log of one recommendation, oldest first."""
    query = sa.select(Event).join(FollowUp, FollowUp.id == Event.follow_up_id)
    query = query.where(FollowUp.table_id == key[0], FollowUp.recommendation_id == key[1])
    return list(model.Session.scalars(query.order_by(Event.seq)))


def document(identifier: str) -> tuple[FollowUpDocument, FollowUp] | None:
    """A document with the recommendation that it belongs to; None when there is none of that id."""
    try:
        key = uuid.UUID(identifier)
    except ValueError:
        return None
    query = sa.select(FollowUpDocument, FollowUp)
    query = query.join(FollowUpStep, FollowUpStep.id == FollowUpDocument.step_id)
    query = query.join(FollowUp, FollowUp.id == FollowUpStep.follow_up_id)
    return model.Session.execute(query.where(FollowUpDocument.id == key)).tuples().first()
