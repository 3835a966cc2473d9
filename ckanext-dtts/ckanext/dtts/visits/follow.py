"""What a decision on a table sets going: the next table of a visit, or the next visit."""

from __future__ import annotations

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.jobs import queue
from ckanext.dtts.model import FieldVisit, Submission, Table
from ckanext.dtts.visits import keys
from dtts.visiting import TABLES

DECIDED = frozenset({"published", "invalid", "rejected", "withdrawn"})


def follow(submission: Submission, before: str | None, state: str) -> None:
    """Queue a look at the open visits of the dataset, in the caller's transaction, where there are any.

    A table that waits is looked at when somebody decided on its whole visit; one that was called off takes
    that word back.
    """
    if submission.schema_name not in TABLES or state not in (*DECIDED, "awaiting_approval"):
        return
    visits = _open(submission)
    if state == "awaiting_approval":
        visits = [each for each in visits if each.approved_by and keys.is_part(each, submission)]
        if before == "scheduled":
            for each in visits:
                each.approved_by = None
            return
    if visits:
        package_id = visits[0].package_id
        queue.put("visit", f"visits:{package_id}", {"package_id": package_id})


def _open(submission: Submission) -> list[FieldVisit]:
    """The visits of the dataset that are on their way."""
    query = (
        sa.select(FieldVisit)
        .join(Table, Table.package_id == FieldVisit.package_id)
        .where(Table.id == submission.table_id, FieldVisit.state == "sent")
    )
    return list(model.Session.scalars(query))
