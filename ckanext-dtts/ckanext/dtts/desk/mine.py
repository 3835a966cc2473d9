"""What a person's own files ask of him: to correct, to wait for, to know the date of."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from ckan import model
from sqlalchemy.orm import aliased

from ckanext.dtts.desk import queue
from ckanext.dtts.desk.queue import Waiting
from ckanext.dtts.model import Submission

MOST = 50
BACK = ("invalid", "rejected")
UNDER_WAY = ("received", "checking", "awaiting_approval")


@dataclass(frozen=True)
class Mine:
    """One's own open submissions, newest first: sent back or faulty, under way, and with a date."""

    back: list[Waiting]
    under_way: list[Waiting]
    scheduled: list[Waiting]


def of(user_id: str) -> Mine:
    """The open submissions of a person; what a later file for the same table has answered is left out."""
    found = _open(user_id)
    return Mine(
        [each for each in found if each.state in BACK],
        [each for each in found if each.state in UNDER_WAY],
        [each for each in found if each.state == "scheduled"],
    )


def count_back(user_id: str) -> int:
    """How many files of a person wait to be corrected."""
    query = sa.select(Submission.id).where(Submission.actor_id == user_id, Submission.state.in_(BACK))
    query = query.where(~_answered()).limit(queue.MOST_COUNTED)
    return model.Session.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0


def _open(user_id: str) -> list[Waiting]:
    states = (*BACK, *UNDER_WAY, "scheduled")
    query = queue.lines().where(Submission.actor_id == user_id, Submission.state.in_(states))
    query = query.where(sa.or_(Submission.state.not_in(BACK), ~_answered()))
    query = query.order_by(Submission.created.desc(), Submission.id).limit(MOST)
    return [Waiting(**row) for row in model.Session.execute(query).mappings()]


def _answered() -> sa.ColumnElement[bool]:
    """Whether somebody sent another file for the table since."""
    later = aliased(Submission)
    return sa.exists().where(later.table_id == Submission.table_id, later.created > Submission.created)
