"""A job that is due once a day, whichever worker looks first."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.jobs import queue
from ckanext.dtts.model import Job


def put(kind: str, day: date) -> None:
    """Queue the job of a day in a lane of its own unless somebody has; commits."""
    lock = sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(f"dtts:{kind}", 0))
    model.Session.execute(sa.select(lock))
    known = sa.select(Job.id).where(Job.kind == kind, Job.payload["day"].astext == day.isoformat())
    if model.Session.scalar(known.limit(1)) is None:
        queue.put(kind, kind, {"day": day.isoformat()})
    model.Session.commit()
