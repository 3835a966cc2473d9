"""The steps of an `align` job: the copies of a table follow its pointer, wherever people moved it.

Each step asks where the pointer is now, so that it may run late, twice, or beside a publication.
"""

from __future__ import annotations

import uuid
from typing import Any

from ckan import model

from ckanext.dtts.finance.follow import follow as fund
from ckanext.dtts.model import Job, Submission, Table, Version
from ckanext.dtts.observations import follow
from ckanext.dtts.road import datastore, lookup, rebuild, resource


def copies(job: Job) -> dict[str, Any]:
    """Put the current version's rows where the DataStore is read; take them away when there is none."""
    table, version = _pointed(job)
    if version is None:
        datastore.drop(table.id)
    elif not rebuild.is_whole(version):
        rebuild.load(version)
    if version is not None:
        datastore.swap([model.Session.get_one(Submission, version.submission_id)])
    return {"version": version.number if version else None}


def announce(job: Job) -> dict[str, Any]:
    """Let CKAN's resource and the stores tell of the current version, or of none."""
    table, version = _pointed(job)
    if version is None:
        resource.retire(table)
    else:
        resource.announce(table, version)
    follow.follow(table, version)
    fund(table, version)
    return {}


def tidy(job: Job) -> dict[str, Any]:
    """Drop DataStore tables that loads of this table left behind."""
    return {"dropped": datastore.drop_leftovers(lookup.submission_of(job))}


def _pointed(job: Job) -> tuple[Table, Version | None]:
    table = model.Session.get_one(Table, uuid.UUID(job.payload["table_id"]), populate_existing=True)
    return table, lookup.current_version(table)
