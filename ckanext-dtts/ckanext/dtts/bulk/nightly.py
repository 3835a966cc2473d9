"""The job that makes the set, queued once a night by whichever worker looks first."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.bulk import kept, make
from ckanext.dtts.jobs import queue
from ckanext.dtts.model import Job

KIND = "bulk"
HOUR = 2
"""From this hour of the portal's clock on."""
_last_put: list[date] = []


def put_when_due() -> None:
    """Queue the night's job unless somebody has; a process asks the database once a night."""
    moment = datetime.now(tk.h.get_display_timezone())
    if kept.folder() is None or moment.hour < HOUR or _last_put == [moment.date()]:
        return
    put(moment.date())
    _last_put[:] = [moment.date()]


def put(day: date) -> None:
    """Queue the job of a day, once; commits."""
    model.Session.execute(sa.text("SELECT pg_advisory_xact_lock(hashtextextended('dtts:bulk', 0))"))
    known = sa.select(Job.id).where(Job.kind == KIND, Job.payload["day"].astext == day.isoformat())
    if model.Session.scalar(known.limit(1)) is None:
        queue.put(KIND, KIND, {"day": day.isoformat()})
    model.Session.commit()


def put_now() -> None:
    """Queue one beside that of the night, for the caller's transaction."""
    if kept.folder() is not None:
        queue.put(KIND, KIND, {"day": None})


def run(job: Job) -> dict[str, Any]:
    """The one step; done again after a crash it makes the same set, or a newer one."""
    made = make.make()
    return made._asdict() if made else {}


def note(job: Job, error: str) -> None:
    """A job that failed for good stays in the list of jobs; readers keep the set of before."""
