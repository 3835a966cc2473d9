"""What stands against a decision on a submission, beside the rights of who decides."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from ckan import model

from ckanext.dtts import rights
from ckanext.dtts.errors import RefusedError
from ckanext.dtts.model import Submission, Table
from ckanext.dtts.road import gate, stages

CELLS_MOST = 200


def refuse_without_right(submission: Submission, user: model.User) -> dict[str, Any]:
    """RefusedError for whoever may not decide, a portal administrator on an own file among them.

    Returns what the event says beside: that the sender decided, where an agency has one person only.
    """
    refusal = rights.may_decide(user, submission)
    if refusal is not None:
        raise RefusedError("id", refusal.code, refusal.vi, refusal.en)
    return {"one_person": True} if submission.actor_id == user.id else {}


def refuse_registers(submission: Submission) -> None:
    """RefusedError for a table that holds a register: its keepers decide, by comparing."""
    held = gate.held_by(model.Session.get_one(Table, submission.table_id))
    if held is not None:
        raise RefusedError("id", "holds-a-register", **gate.not_by_the_keepers_road(held.register))


def refuse_elsewhere(submission: Submission, expected: Collection[str]) -> None:
    """RefusedError when the submission is in none of these states: somebody else was faster."""
    if submission.state in expected:
        return
    stands = stages.message(submission.state, "")
    raise RefusedError(
        "id",
        "state-changed",
        f"Việc này không còn làm được với lần gửi này. {stands['vi']}",
        f"This can no longer be done with this submission. {stands['en']}",
    )


def capacity(submission: Submission, user_id: str) -> str:
    """As what somebody withdraws, for the public record: `sender`, `approver` or `portal_admin`."""
    if submission.actor_id == user_id:
        return "sender"
    user = model.User.get(user_id)
    return "portal_admin" if user is not None and user.sysadmin else "approver"


def bounded(cells: Sequence[dict[str, str]]) -> Sequence[dict[str, str]]:
    """The reasons on cells; RefusedError for more than anybody would read."""
    if len(cells) > CELLS_MOST:
        raise RefusedError(
            "cells",
            "too-many-cells",
            f"Ghi lý do cho không quá {CELLS_MOST} ô; nhiều hơn thì hãy nêu chung trong lý do.",
            f"Give reasons on at most {CELLS_MOST} cells; say what concerns more in the reason itself.",
        )
    return cells
