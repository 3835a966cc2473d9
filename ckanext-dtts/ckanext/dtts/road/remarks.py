"""What an approver said about the cells of a file that was sent back."""

from __future__ import annotations

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Event, Submission
from dtts.corrections import Remark


def of(submission: Submission) -> list[Remark]:
    """The remarks of the last time it was sent back, the reason for the whole file first; none otherwise."""
    if submission.state != "rejected":
        return []
    query = sa.select(Event).where(Event.submission_id == submission.id, Event.to_state == "rejected")
    event = model.Session.scalar(query.order_by(Event.seq.desc()).limit(1))
    if event is None:
        return []
    whole = [Remark("", "", event.note)] if event.note else []
    return whole + [
        Remark(*(str(each.get(name) or "") for name in ("sheet", "cell", "message")))
        for each in event.details.get("cells", [])
    ]
