"""What a decision on a table sets going: the next table of a visit, or the next visit."""

from __future__ import annotations

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.jobs import queue
from ckanext.dtts.model import FieldVisit, Submission, Table
from dtts.visiting import TABLES

DECIDED = frozenset({"published", "invalid", "rejected", "withdrawn"})


def follow(submission: Submission, state: str) -> None:
    """Queue a look at the open visits of the dataset, in the caller's transaction, where there are any."""
    if state not in DECIDED or submission.schema_name not in TABLES:
        return
    query = (
        sa.select(FieldVisit.package_id)
        .join(Table, Table.package_id == FieldVisit.package_id)
        .where(Table.id == submission.table_id, FieldVisit.state == "sent")
    )
    package_id = model.Session.scalar(query.limit(1))
    if package_id:
        queue.put("visit", f"visits:{package_id}", {"package_id": package_id})
