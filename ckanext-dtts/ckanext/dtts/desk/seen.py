"""What a decider had before his eyes: decisions name it, so that nobody decides on what he has not seen.

A page that shows a submission carries its state, the version that the table has then, and the date of
publication. Before a decision the table's row is locked and all three are compared.
"""

from __future__ import annotations

import uuid
from typing import NamedTuple

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Event, Submission, Table
from ckanext.dtts.model.columns import iso


class Seen(NamedTuple):
    """`version` is the id of the table's current version, empty when it has none."""

    state: str
    version: str
    publish_at: str

    def text(self) -> str:
        """As a form carries it."""
        return "|".join(self)


def of(submission: Submission) -> Seen:
    """What stands in the database now."""
    table = model.Session.get_one(Table, submission.table_id)
    return _seen(submission, table)


def read(text: str) -> Seen | None:
    """What a form carried; None for anything else."""
    parts = text.split("|")
    return Seen(*parts) if len(parts) == len(Seen._fields) else None


def locked(submission_id: uuid.UUID) -> Seen | None:
    """What stands now, and stays so until the transaction ends; None for an unknown submission."""
    submission = model.Session.get(Submission, submission_id, populate_existing=True)
    if submission is None:
        return None
    # The order in which the road locks: the table, whose row the publication changes, then what it holds.
    table = model.Session.get_one(Table, submission.table_id, with_for_update=True, populate_existing=True)
    model.Session.refresh(submission, with_for_update=True)
    return _seen(submission, table)


def last_move(submission_id: uuid.UUID) -> Event | None:
    """The newest event that moved the submission."""
    query = sa.select(Event).where(Event.submission_id == submission_id, Event.to_state.is_not(None))
    return model.Session.scalar(query.order_by(Event.seq.desc()).limit(1))


def _seen(submission: Submission, table: Table) -> Seen:
    return Seen(
        submission.state,
        str(table.current_version_id or ""),
        iso(submission.publish_at) if submission.publish_at else "",
    )
