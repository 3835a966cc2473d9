"""Actions that decide on a submission: each is one transaction, and an event in the log by a person."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context

from ckanext.dtts.errors import translated
from ckanext.dtts.logic import schema
from ckanext.dtts.model import Submission
from ckanext.dtts.road import deciding, decisions, lookup, pointer, show, states
from ckanext.dtts.visits import whole

Row = dict[str, Any]


@validate(schema.submission_approve)
def dtts_submission_approve(context: Context, data_dict: Row) -> Row:
    """Approve a valid submission, so that it is published: at once, or at a moment.

    Args:
        id: the submission's id; it must wait for approval
        publish_at: when, in ISO 8601; without an offset it is by the portal's clock (optional: at once)
        note: what the approver has to say about it (optional)
        whole_visit: the other tables of the visit that this one is a part of are approved by the same
            person as each of them follows, unless its check remarks something (optional)

    Returns:
        The submission, as `dtts_submission_show` gives it. Nobody approves what they sent themselves, but
        in an agency that is set to have one person; the event then says so.
    """
    tk.check_access("dtts_submission_approve", context, data_dict)
    with translated():
        submission = _held(data_dict, "awaiting_approval")
        person = _person(context)
        told = deciding.refuse_without_right(submission, model.User.get(context["user"]))
        if data_dict.get("whole_visit"):
            whole.decide(submission, person.id)
        decisions.approve(
            [submission],
            person,
            publish_at=data_dict.get("publish_at") or None,
            note=data_dict.get("note") or None,
            details=told,
        )
    return _answer(submission)


@validate(schema.submission_reject)
def dtts_submission_reject(context: Context, data_dict: Row) -> Row:
    """Send a submission back, with the reason; what is scheduled is called off.

    Args:
        id: the submission's id; it must wait for approval or for its day
        reason: what to change
        cells: reasons on cells, each `{sheet, cell, message}`, at most 200 (optional)
    """
    tk.check_access("dtts_submission_reject", context, data_dict)
    with translated():
        submission = _held(data_dict, "awaiting_approval", "scheduled")
        cells = deciding.bounded(data_dict.get("cells") or [])
        decisions.reject(submission, _person(context), data_dict["reason"], cells)
    return _answer(submission)


@validate(schema.publication_reschedule)
def dtts_publication_reschedule(context: Context, data_dict: Row) -> Row:
    """Give a scheduled publication another moment.

    Args:
        id: the submission's id; it must be scheduled
        publish_at: as for `dtts_submission_approve`; left out it is published at once
    """
    tk.check_access("dtts_publication_reschedule", context, data_dict)
    with translated():
        submission = _held(data_dict, "scheduled")
        deciding.refuse_without_right(submission, model.User.get(context["user"]))
        decisions.reschedule(submission, _person(context), data_dict.get("publish_at") or None)
    return _answer(submission)


@validate(schema.with_reason)
def dtts_publication_call_off(context: Context, data_dict: Row) -> Row:
    """Call a scheduled publication off; the submission waits for a decision again.

    Args:
        id: the submission's id; it must be scheduled
        reason: why
    """
    tk.check_access("dtts_publication_call_off", context, data_dict)
    with translated():
        submission = _held(data_dict, "scheduled")
        decisions.call_off(submission, _person(context), data_dict["reason"])
    return _answer(submission)


@validate(schema.with_reason)
def dtts_submission_withdraw(context: Context, data_dict: Row) -> Row:
    """Withdraw a submission, for good; nothing of it is deleted, and the log keeps the reason.

    Before publication: its sender or an approver; a check that runs is ended. After it: an approver; the
    public reads the version before again, or none, and the version's address says when and why it is gone.

    Args:
        id: the submission's id
        reason: why; of a published version everybody reads it
    """
    tk.check_access("dtts_submission_withdraw", context, data_dict)
    with translated():
        submission = _held(data_dict, *(state for state, to in states.MOVES.items() if state and to))
        person = _person(context)
        details = {"by": deciding.capacity(submission, person.id)}
        pointer.withdraw(submission, person, data_dict["reason"], details)
    return _answer(submission)


@validate(schema.with_reason)
def dtts_publication_undo(context: Context, data_dict: Row) -> Row:
    """Undo a publication: the public reads the version before again.

    Args:
        id: the submission that is published now
        reason: why

    Returns:
        The submission, which is now superseded. It can be undone once: a second press is refused.
    """
    tk.check_access("dtts_publication_undo", context, data_dict)
    with translated():
        submission = _held(data_dict, "published")
        pointer.undo(submission, _person(context), data_dict["reason"])
    return _answer(submission)


def _held(data_dict: Row, *expected: str) -> Submission:
    """The submission, held until the transaction ends; RefusedError when it stands elsewhere."""
    submission = lookup.held(data_dict["id"])
    deciding.refuse_registers(submission)
    deciding.refuse_elsewhere(submission, expected)
    return submission


def _person(context: Context) -> states.Actor:
    return states.Actor("person", str(model.User.get(context["user"]).id))


def _answer(submission: Submission) -> Row:
    model.Session.commit()
    return show.submission_dict(submission)
