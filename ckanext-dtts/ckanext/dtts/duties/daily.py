"""What is done once a day: read what versions are about that lack it, and remind of what is due."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.duties import coverage, remind
from ckanext.dtts.jobs import queue
from ckanext.dtts.model import Job
from dtts.catalogue import table_schema, table_schema_names
from dtts.duties.declared import KEY

KIND = "remind"
_last_put: list[date] = []


def put_when_due() -> None:
    """Queue the day's job unless somebody has; a process asks the database once a day."""
    day = datetime.now(tk.h.get_display_timezone()).date()
    if _last_put == [day]:
        return
    model.Session.execute(sa.text("SELECT pg_advisory_xact_lock(hashtextextended('dtts:daily', 0))"))
    known = sa.select(Job.id).where(Job.kind == KIND, Job.payload["day"].astext == day.isoformat())
    if model.Session.scalar(known.limit(1)) is None:
        queue.put(KIND, "duties", {"day": day.isoformat()})
    model.Session.commit()
    _last_put[:] = [day]


def cover(job: Job) -> dict[str, Any]:
    """Read what versions are about where nobody has: those of before the catalogue, and what a job lost."""
    declared = [name for name in table_schema_names() if KEY in table_schema(name).descriptor]
    versions = coverage.lacking(declared)
    for version in versions:
        coverage.keep_version(version)
    return {"versions": len(versions)}


def tell(job: Job) -> dict[str, Any]:
    """Remind of what is due on the job's day."""
    return {"reminded": remind.remind(date.fromisoformat(job.payload["day"]))}
