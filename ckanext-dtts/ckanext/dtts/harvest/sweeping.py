"""What is kept for a while and then goes: datasets that a source took away, reports of old runs.

A job of the night does it, in a child of the worker as every job.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts import config
from ckanext.dtts.harvest.removing import KEPT
from ckanext.dtts.jobs import once
from ckanext.dtts.model import Job, Record, Run
from ckanext.dtts.model.columns import now

KIND = "harvest-sweep"
HOUR = 3
"""From this hour of the portal's clock on."""
AT_ONCE = 200
_last_put: list[date] = []


def put_when_due() -> None:
    """Queue the night's job unless somebody has; a process asks the database once a night."""
    moment = datetime.now(tk.h.get_display_timezone())
    if moment.hour < HOUR or _last_put == [moment.date()]:
        return
    once.put(KIND, moment.date())
    _last_put[:] = [moment.date()]


def sweep(job: Job) -> dict[str, Any]:
    """The one step; what a crash left is found by the next."""
    return {"purged": purge(), "runs": forget_runs()}


def note(job: Job, error: str) -> None:
    """A job that failed for good stays in the list of jobs; the next night's does the same work."""


def purge() -> int:
    """Purge what was taken away longer ago than it can be brought back, each in a transaction of its own; how
    many records went. What waits for a person or was refused by one stays, and so does a dataset that people
    showed again or sent files to: they made it theirs."""
    query = sa.select(Record.id).where(*_over()).order_by(Record.gone)
    found = list(model.Session.scalars(query))
    model.Session.rollback()
    return sum(map(_purge, found))


def forget_runs() -> int:
    """Delete reports, with their faults, of runs that ended more than `dtts.harvest.runs_kept_days` ago, but
    for the last run of each kind of a source; commits. 0 days keeps them for ever. How many went."""
    days = config.harvest_runs_kept_days()
    if not days:
        return 0
    last = sa.select(Run.id).distinct(Run.source_id, Run.kind)
    last = last.order_by(Run.source_id, Run.kind, Run.created.desc())
    old = sa.select(Run.id).where(Run.finished < now() - timedelta(days=days), Run.id.not_in(last))
    went = 0
    while some := list(model.Session.scalars(old.limit(AT_ONCE))):
        gone = sa.delete(Run).where(Run.id.in_(some))
        model.Session.execute(gone.execution_options(synchronize_session=False))
        model.Session.commit()
        went += len(some)
    return went


def _over() -> tuple[sa.ColumnElement[bool], ...]:
    return (Record.gone < now() - KEPT, Record.waits.is_(None), Record.refused.is_(None))


def _purge(record_id: UUID) -> bool:
    """A dataset that was made of a record has its id; that of a table is older than its source, and stays."""
    query = sa.select(Record).where(Record.id == record_id, *_over()).with_for_update(skip_locked=True)
    row = model.Session.scalar(query)
    package = model.Package.get(str(record_id))
    if row is None or (package is not None and package.state != model.State.DELETED):
        model.Session.rollback()
        return False
    model.Session.delete(row)
    if package is None:
        model.Session.commit()
        return True
    return _purge_dataset(package.id)


def _purge_dataset(package_id: str) -> bool:
    """With what the caller's transaction holds; False when the portal refuses, which changes nothing."""
    site_user = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    try:
        tk.get_action("dataset_purge")({"ignore_auth": True, "user": site_user["name"]}, {"id": package_id})
    except tk.ValidationError:
        model.Session.rollback()
        return False
    return True
