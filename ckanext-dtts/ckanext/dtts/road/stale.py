"""A publication that was scheduled before another one was decided on and published."""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Event, Submission, Table
from ckanext.dtts.road import lookup, states

DECIDED = ("approved", "re-dated")
_WORDS = (
    "Trong khi chờ đến ngày công bố, một bản được duyệt sau đã công bố; cần duyệt lại. / "
    "While this waited for its day, one that was approved later was published; it needs a new decision."
)


def is_overtaken(submission: Submission, table: Table) -> bool:
    """Whether what the public reads was decided on later than this submission.

    Versions of registers are compared as a whole, so they never are.
    """
    version = lookup.current_version(table)
    if version is None or submission.register_version_id is not None:
        return False
    return _decided(version.submission_id) > _decided(submission.id)


def set_aside(submission: Submission) -> None:
    """Let it wait for another decision, in the caller's transaction."""
    submission.publish_at = None
    states.move(submission, "awaiting_approval", states.WORKER, kind="overtaken", note=_WORDS)


def _decided(submission_id: uuid.UUID) -> int:
    """The place in the log of the last decision on a submission."""
    query = sa.select(sa.func.max(Event.seq))
    found = query.where(Event.submission_id == submission_id, Event.kind.in_(DECIDED))
    return model.Session.scalar(found) or 0
