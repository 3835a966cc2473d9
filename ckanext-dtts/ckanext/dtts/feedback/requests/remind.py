"""Reminds of requests: to answer within so many days, and to publish on the day that was planned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import config
from ckanext.dtts.answering.remind import step_on
from ckanext.dtts.feedback import states
from ckanext.dtts.feedback.requests import telling
from ckanext.dtts.model import DataRequest, Job
from dtts.feedback.requests import COURSE


def due(request: DataRequest) -> date:
    """The planned day, or the one by which the portal has promised an answer."""
    if request.planned_for is not None:
        return request.planned_for
    return request.created.date() + timedelta(days=config.request_answer_days())


def remind(day: date) -> int:
    """Tell those who are to answer, each of a request in a transaction of its own; how many that were.

    Before an answer is due nobody is told again, since the notice of it is young; before a planned day once,
    14 days ahead. After the day it is told weekly. A step is told once, also when this is done again.
    """
    found = list(_due(day))
    for request, step in found:
        held = states.hold(request)
        held.reminded_due, held.reminded = due(held), step
        telling.of_day(held, step, due(held).isoformat())
        model.Session.commit()
    return len(found)


def tell(job: Job) -> dict[str, Any]:
    """The step of the day's job."""
    return {"requests": remind(date.fromisoformat(job.payload["day"]))}


def _due(day: date) -> Iterator[tuple[DataRequest, int]]:
    waiting = sa.select(DataRequest).where(DataRequest.state.in_(COURSE.to_do))
    for request in model.Session.scalars(waiting).all():
        step = step_on((day - due(request)).days)
        if step is None or (step < 0 and request.planned_for is None):
            continue
        told = request.reminded if request.reminded_due == due(request) else None
        if told is None or told < step:
            yield request, step
