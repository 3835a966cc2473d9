"""The rows of the log about one thing that a reader wrote, as the staff reads them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Event, Feedback
from ckanext.dtts.model.columns import iso


def of(item: Feedback) -> list[dict[str, Any]]:
    """Its moves in their order: when, what, where to, who, and what was said."""
    query = sa.select(Event).where(Event.feedback_id == item.id).order_by(Event.seq)
    events = list(model.Session.scalars(query))
    ids = {event.actor for event in events if event.actor_kind == "person"}
    people = sa.select(model.User.id, model.User.name).where(model.User.id.in_(ids))
    names = dict(model.Session.execute(people).tuples().all())
    return [
        {
            "at": iso(event.at),
            "kind": event.kind,
            "to_words": dict(item.course.states[event.to_state]) if event.to_state else None,
            "actor": names.get(event.actor, event.actor),
            "actor_kind": event.actor_kind,
            "note": event.note,
        }
        for event in events
    ]
