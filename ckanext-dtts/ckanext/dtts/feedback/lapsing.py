"""What is not kept for ever: addresses without an answer, and the words of what is not public any more."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Feedback, FeedbackAddress
from ckanext.dtts.model.columns import now
from dtts.feedback import COURSES, Course

ADDRESS_KEPT = timedelta(days=180)
UNCONFIRMED_KEPT = timedelta(hours=48)
"""So long an address waits for its owner's yes, where the kind asks for it."""
WORDS_KEPT = timedelta(days=30)
"""So long the words of what was dismissed or taken out are kept, in case that was a mistake."""
GONE = "…"


def sweep() -> None:
    """Delete what is old enough, in the caller's transaction."""
    kept = FeedbackAddress
    asks = sa.exists().where(Feedback.id == kept.feedback_id, Feedback.kind == "request")
    unconfirmed = sa.and_(kept.confirmed.is_(None), asks, kept.created < now() - UNCONFIRMED_KEPT)
    old = sa.delete(kept).where(sa.or_(kept.created < now() - ADDRESS_KEPT, unconfirmed))
    model.Session.execute(old.execution_options(synchronize_session=False))
    out = sa.or_(*(_is_out(kind, course) for kind, course in COURSES.items()))
    of_these = sa.select(Feedback).where(
        out, Feedback.changed < now() - WORDS_KEPT, Feedback.said.not_in(("", GONE))
    )
    for item in model.Session.scalars(of_these):
        item.said = GONE
        for name in item.words:
            setattr(item, name, None)
    model.Session.flush()


def _is_out(kind: str, course: Course) -> sa.ColumnElement[bool]:
    return sa.and_(Feedback.kind == kind, Feedback.state.in_(course.out))
