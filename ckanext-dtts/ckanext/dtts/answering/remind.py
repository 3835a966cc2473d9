"""Reminds agencies of recommendations: before the due day, on it, and weekly after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.answering import lines, states, telling
from ckanext.dtts.answering.lines import Line
from ckanext.dtts.model import FollowUp, Job
from ckanext.dtts.rights import people
from ckanext.dtts.rights.person import SENDERS

BEFORE_DAYS = 14
EVERY_DAYS = 7


def step_on(days: int) -> int | None:
    """The last step of reminding that is reached `days` after the due day: -14, 0, 7, 14, …; None before."""
    if days >= 0:
        return days // EVERY_DAYS * EVERY_DAYS if days >= EVERY_DAYS else 0
    return -BEFORE_DAYS if days >= -BEFORE_DAYS else None


def remind(day: date) -> int:
    """Tell those who may answer, each of a recommendation in a transaction of its own; how many that were.

    A step is told once, also when this is done again; of steps that were missed only the last one is told.
    What waits to be confirmed, and what is addressed to no agency of the portal, reminds nobody.
    """
    due = [(line, step) for line, step in _due(day) if step > _told(line)]
    told = people.holders({line.addressed for line, _step in due if line.addressed}, SENDERS)
    for line, step in due:
        held = states.hold(*line.key)
        held.follow_up.reminded_due, held.follow_up.reminded_step = line.row["due_on"], step
        telling.of_day(line, step, told.get(line.addressed or "", []))
        model.Session.commit()
    return len(due)


def tell(job: Job) -> dict[str, Any]:
    """The step of the day's job."""
    return {"recommendations": remind(date.fromisoformat(job.payload["day"]))}


def _due(day: date) -> Iterator[tuple[Line, int]]:
    for line in lines.all_lines(day):
        step = step_on(-line.days_left)
        if step is not None and line.addressed and line.is_open and line.stage != "reported":
            yield line, step


def _told(line: Line) -> int:
    """The last step told for this due day."""
    table_id, code = line.key
    query = sa.select(FollowUp.reminded_due, FollowUp.reminded_step).where(
        FollowUp.table_id == table_id, FollowUp.recommendation_id == code
    )
    found = model.Session.execute(query).tuples().first()
    return found[1] if found and found[0] == line.row["due_on"] and found[1] is not None else _NEVER


_NEVER = -BEFORE_DAYS - 1
