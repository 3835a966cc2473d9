"""The job that makes the set, queued once a night by whichever worker looks first."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.bulk import kept, make
from ckanext.dtts.jobs import once, queue
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
    once.put(KIND, moment.date())
    _last_put[:] = [moment.date()]


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
