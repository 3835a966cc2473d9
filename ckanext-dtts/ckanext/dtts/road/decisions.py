"""What follows an examination: approval, refusal, or waiting for other tables and for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ckan import model

from ckanext.dtts.jobs import queue, wake
from ckanext.dtts.model import RegisterVersion, Submission, Table
from ckanext.dtts.model.columns import iso
from ckanext.dtts.road import gate, lookup, policy, response_period, states

UNDER_WAY = ("received", "checking")
_NOT_WHOLE: Mapping[str, str] = {
    "vi": "Một bảng khác của cùng phiên bản danh mục không hợp lệ; các bảng chỉ được công bố cùng nhau.",
    "en": "Another table of this version of the register is not valid; they are published together only.",
}


def settle(submission: Submission) -> dict[str, Any]:
    """Decide on what is published together, once all of it is examined; in the caller's transaction."""
    submissions = _together(submission)
    stand = {each.state for each in submissions}
    if stand & set(UNDER_WAY):
        return {"approved_by": None}
    if stand != {"awaiting_approval"}:
        _send_back(submissions, policy.REGISTERS, _NOT_WHOLE)  # none waits when an ordinary one is not valid
        return {"approved_by": None}
    decision = policy.decide(submissions)
    if decision.by is not None and decision.against is not None:
        _send_back(submissions, decision.by, decision.against)
    elif decision.by is not None:
        approve(submissions, decision.by)
        return {"approved_by": decision.by.id}
    return {"approved_by": None}


def approve(
    submissions: Sequence[Submission],
    approver: states.Actor,
    *,
    publish_at: datetime | None = None,
    note: str | None = None,
    details: Mapping[str, Any] = states.NOTHING,
) -> None:
    """Record the approval and queue the publication, in the caller's transaction; null is at once, or when
    the response period of what was found is over."""
    kept = response_period.of(submissions[0])
    publish_at = response_period.not_before(publish_at, kept)
    told = {**details, **({"publish_at": iso(publish_at)} if publish_at else {})}
    told |= {"waiting_rows": kept.rows} if kept else {}
    for submission in submissions:
        submission.publish_at = publish_at
        states.move(submission, "scheduled", approver, kind="approved", note=note, details=told)
    _put(submissions[0], publish_at)


def reschedule(submission: Submission, approver: states.Actor, publish_at: datetime | None) -> None:
    """Give a scheduled publication another moment, null for at once; in the caller's transaction.

    RefusedError for one before the response period of what was found is over.
    """
    response_period.refuse_earlier(publish_at, response_period.of(submission))
    queue.cancel(submission.id)
    submission.publish_at = publish_at
    told = {"publish_at": iso(publish_at) if publish_at else None}
    states.record(submission, "re-dated", approver, details=told)
    _put(submission, publish_at)


def call_off(submission: Submission, by: states.Actor, reason: str | None) -> None:
    """Take a scheduled publication back to those that wait for approval; in the caller's transaction."""
    queue.cancel(submission.id)
    submission.publish_at = None
    states.move(submission, "awaiting_approval", by, kind="called-off", note=reason)


def reject(submission: Submission, by: states.Actor, reason: str, cells: Sequence[Mapping[str, str]]) -> None:
    """Send back to the sender with the reason, also on cells; what is scheduled is called off first."""
    if submission.state == "scheduled":
        call_off(submission, by, None)
    details = {"cells": [dict(cell) for cell in cells]} if cells else {}
    states.move(submission, "rejected", by, note=reason, details=details)


def _put(first: Submission, publish_at: datetime | None) -> None:
    payload = {"submission_id": str(first.id)}
    if first.register_version_id is not None:
        payload = {"register_version_id": str(first.register_version_id)}
    lane = gate.lane(model.Session.get_one(Table, first.table_id))
    job = queue.put("publish", lane, payload, run_after=publish_at)
    wake.ring(job.id)


def _send_back(submissions: Sequence[Submission], by: states.Actor, reason: Mapping[str, str]) -> None:
    """Send back those that wait, with a policy's reason in both languages."""
    for submission in submissions:
        if submission.state == "awaiting_approval":
            states.move(submission, "rejected", by, note=f"{reason['vi']} / {reason['en']}")


def _together(submission: Submission) -> list[Submission]:
    """It alone, or the submissions of its version of a register, on which nobody else decides meanwhile."""
    if submission.register_version_id is None:
        return [submission]
    model.Session.flush()
    model.Session.get_one(RegisterVersion, submission.register_version_id, with_for_update=True)
    return lookup.together(submission.register_version_id)
