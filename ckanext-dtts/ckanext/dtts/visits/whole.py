"""One decision on all tables of a visit: who lets one of them through may let the others follow.

The others are not there yet when the decision is made, since their rows refer to tables that are not public.
Whoever decides has read the visit's words, which make all rows and cannot change while it is on its way. The
word holds for a table that shows nothing beyond that; what the check remarks waits for a person as before.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import rights
from ckanext.dtts.errors import RefusedError
from ckanext.dtts.model import FieldVisit, Submission, Table, Version
from ckanext.dtts.road import decisions, lookup, states
from ckanext.dtts.visits import keys

NOTE = "Duyệt cùng cả đợt giám sát / Approved with the whole visit"


def of(submission: Submission) -> FieldVisit | None:
    """The visit of which a submission is a part; None for a file that somebody sent."""
    part = FieldVisit.parts[submission.schema_name].astext == str(submission.id)
    query = sa.select(FieldVisit).join(Table, Table.package_id == FieldVisit.package_id)
    return model.Session.scalar(query.where(Table.id == submission.table_id, part))


def decide(submission: Submission, approver_id: str) -> None:
    """Let the tables that follow be approved by the same person, in the caller's transaction.

    RefusedError for a submission that is no part of a visit on its way.
    """
    visit = of(submission)
    if visit is None or visit.state != "sent":
        raise RefusedError(
            "whole_visit",
            "no-visit-under-way",
            "Bảng này không thuộc một đợt giám sát đang được gửi; hãy duyệt riêng bảng.",
            "This table is no part of a visit on its way; approve it by itself.",
        )
    visit.approved_by = approver_id


def let_through(visit: FieldVisit, part: str) -> None:
    """Approve a table of the visit under the word that was given for all, in the caller's transaction."""
    user = model.User.get(visit.approved_by) if visit.approved_by else None
    if user is None:
        return
    submission = lookup.held(part)
    waits = submission.state == "awaiting_approval" and keys.is_part(visit, submission)
    if waits and rights.may_decide(user, submission) is None and not wants_eyes(submission):
        told: dict[str, Any] = {"visit": str(visit.id)}
        told |= {"one_person": True} if submission.actor_id == user.id else {}
        decisions.approve([submission], states.Actor("person", user.id), note=NOTE, details=told)


def wants_eyes(submission: Submission) -> bool:
    """Whether the examination tells of anything that the words of the visit do not."""
    told = submission.difference or {}
    removed = (told.get("rows") or {}).get("removed") or 0
    suspicious = any(each.get("suspicious") for each in told.get("fields") or ())
    return bool(removed or suspicious) or _warnings(submission) > _warnings_of_public(submission)


def _warnings_of_public(submission: Submission) -> int:
    """Those of the rows that the public reads already, which are in the file as well."""
    query = (
        sa.select(Submission)
        .join(Version, Version.submission_id == Submission.id)
        .join(Table, Table.current_version_id == Version.id)
        .where(Table.id == submission.table_id)
    )
    public = model.Session.scalar(query)
    return _warnings(public) if public else 0


def _warnings(submission: Submission) -> int:
    return int(((submission.report or {}).get("counts") or {}).get("warning") or 0)
