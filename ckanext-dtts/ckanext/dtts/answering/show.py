"""What the actions answer about recommendations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.answering import kept, may
from ckanext.dtts.answering.lines import Line, Taken
from ckanext.dtts.model import Event, FollowUpDocument
from ckanext.dtts.model.columns import iso
from dtts.followup import STAGES, STATES

Answer = dict[str, Any]


def line_dict(line: Line) -> Answer:
    """A recommendation as a list shows it; `days_left` is below zero when it is overdue."""
    row = line.row
    return {
        "table": str(line.key[0]),
        "recommendation": row["recommendation_id"],
        "dataset": line.book.dataset,
        "dataset_title": {"vi": line.book.title, "en": line.book.title_en},
        "text": {"vi": row["recommendation"], "en": row["recommendation_en"] or row["recommendation"]},
        "asked_by": row["asked_by"],
        "addressed_to": row["addressed_to"],
        "asking_agency": line.asking,
        "addressed_agency": line.addressed,
        "area_id": row["area_id"],
        "finding": row["finding_id"],
        "issued_on": row["issued_on"].isoformat(),
        "due_on": row["due_on"].isoformat(),
        "days_left": line.days_left,
        "stage": line.stage,
        "stage_words": dict(line.stage_words),
        "state": line.standing.state if line.standing else None,
        "state_words": dict(STATES[line.standing.state]) if line.standing else None,
        "open": line.is_open,
        "public": line.is_public,
        "unpublished": len(line.unpublished),
        "demo": line.book.demo,
    }


def whole_dict(line: Line, user: model.User | None) -> Answer:
    """One recommendation with its steps, their documents, its log, and what this person may do now."""
    documents = kept.documents_of([step.id for step in line.steps if step.id])
    events = kept.events_of(line.key)
    return {
        **line_dict(line),
        "seen": line.seen,
        "moves": may.moves(user, line),
        "steps": [_step_dict(step, documents.get(step.id, ()) if step.id else ()) for step in line.steps],
        "events": _event_dicts(events),
    }


def _step_dict(step: Taken, documents: Sequence[FollowUpDocument]) -> Answer:
    return {
        "code": step.code,
        "move": step.kind,
        "on": step.on.isoformat(),
        "agency": step.agency,
        "response": {"vi": step.response, "en": step.response_en or step.response},
        "completed_on": step.completed_on.isoformat() if step.completed_on else None,
        "proof": step.proof,
        "published": step.published,
        "documents": [
            {"id": str(each.id), "filename": each.filename, "size": each.size, "media_type": each.media_type}
            for each in documents
        ],
    }


def _event_dicts(events: Sequence[Event]) -> list[Answer]:
    ids = {event.actor for event in events if event.actor_kind == "person"}
    query = sa.select(model.User.id, model.User.name).where(model.User.id.in_(ids))
    names = dict(model.Session.execute(query).tuples().all())
    return [
        {
            "at": iso(event.at),
            "kind": event.kind,
            "from": event.from_state,
            "from_words": _stage_words(event.from_state),
            "to": event.to_state,
            "to_words": _stage_words(event.to_state),
            "actor": names.get(event.actor, event.actor),
            "actor_kind": event.actor_kind,
            "note": event.note,
        }
        for event in events
    ]


def _stage_words(stage: str | None) -> dict[str, str] | None:
    return dict(STAGES[stage]) if stage else None  # type: ignore[index]
