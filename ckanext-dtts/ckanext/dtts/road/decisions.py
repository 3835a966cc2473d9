"""What follows an examination: approval, refusal, or waiting for other tables and for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ckan import model

from ckanext.dtts.jobs import queue, wake
from ckanext.dtts.model import RegisterVersion, Submission, Table
from ckanext.dtts.road import gate, lookup, policy, states

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
        reject(submissions, policy.REGISTERS, _NOT_WHOLE)  # none waits when an ordinary one is not valid
        return {"approved_by": None}
    decision = policy.decide(submissions)
    if decision.by is not None and decision.against is not None:
        reject(submissions, decision.by, decision.against)
    elif decision.by is not None:
        approve(submissions, decision.by)
        return {"approved_by": decision.by.id}
    return {"approved_by": None}


def approve(submissions: Sequence[Submission], approver: states.Actor) -> None:
    """Record the approval and queue the publication, in the caller's transaction."""
    for submission in submissions:
        states.move(submission, "scheduled", approver, kind="approved")
    first = submissions[0]
    payload = {"submission_id": str(first.id)}
    if first.register_version_id is not None:
        payload = {"register_version_id": str(first.register_version_id)}
    job = queue.put("publish", gate.lane(model.Session.get_one(Table, first.table_id)), payload)
    wake.ring(job.id)


def reject(submissions: Sequence[Submission], by: states.Actor, reason: Mapping[str, str]) -> None:
    """Send back those that wait, with the reason in both languages, in the caller's transaction."""
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
