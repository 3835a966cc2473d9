"""Once a day: what the gateway was not told, since it came by a way that tells nobody (CKAN's changes of many
datasets at once)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.jobs import once
from ckanext.dtts.model import Job
from ckanext.dtts.pushing import queueing

KIND = "push_nightly"
_last_put: list[date] = []


def put_when_due() -> None:
    """Queue the day's look unless somebody has; a process asks the database once a day."""
    today = datetime.now(tk.h.get_display_timezone()).date()
    if not queueing.is_set() or _last_put == [today]:
        return
    once.put(KIND, today)
    _last_put[:] = [today]


def run(job: Job) -> dict[str, Any]:
    """Queue the word of every withdrawal that was not told."""
    return {"queued": len(queueing.tell(queueing.untold()))}


def note(job: Job, error: str) -> None:
    """A job that failed for good stays in the list of jobs; the next day looks again."""
