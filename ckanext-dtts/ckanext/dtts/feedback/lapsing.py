"""What is not kept for ever: addresses without an answer, and the words of dismissed reports."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Feedback, FeedbackAddress
from ckanext.dtts.model.columns import now

ADDRESS_KEPT = timedelta(days=180)
WORDS_KEPT = timedelta(days=30)
"""So long the words of a dismissed report are kept, in case it was dismissed by mistake."""
GONE = "…"


def sweep() -> None:
    """Delete what is old enough, in the caller's transaction."""
    old = sa.delete(FeedbackAddress).where(FeedbackAddress.created < now() - ADDRESS_KEPT)
    model.Session.execute(old.execution_options(synchronize_session=False))
    dismissed = sa.update(Feedback).where(
        Feedback.state == "dismissed", Feedback.changed < now() - WORDS_KEPT, Feedback.said != GONE
    )
    emptied = dismissed.values(said=GONE, expected=None, shown=None)
    model.Session.execute(emptied.execution_options(synchronize_session=False))
