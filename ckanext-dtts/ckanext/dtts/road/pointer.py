"""The pointer of a table moved by people: back by an undo, away by a withdrawal.

A version that was undone keeps its number and stays readable; it is not published a second time: whoever
wants it back sends the file again, which becomes the next version. What the public copies hold follows by a
job, after the pointer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckan import model
from sqlalchemy import select

from ckanext.dtts import search
from ckanext.dtts.errors import RefusedError
from ckanext.dtts.jobs import queue, wake
from ckanext.dtts.model import Event, Submission, Table, Version
from ckanext.dtts.pushing import queueing
from ckanext.dtts.road import difference, gate, lookup, states


def undo(submission: Submission, actor: states.Actor, reason: str) -> None:
    """Let the public read the version before again; in the caller's transaction.

    RefusedError when there is none: the first version can only be withdrawn.
    """
    earlier = before(submission)
    if earlier is None:
        raise RefusedError(
            "id",
            "nothing-before",
            "Không có phiên bản trước để quay lại; nếu bảng không được công khai nữa, hãy rút phiên bản này.",
            "There is no version before this one; to take the table from the public, withdraw this version.",
        )
    states.move(submission, "superseded", actor, kind="undone", note=reason)
    _back_to(earlier, submission, actor)


def withdraw(
    submission: Submission, actor: states.Actor, reason: str, details: Mapping[str, Any]
) -> Version | None:
    """Take a version from the public, for good; in the caller's transaction.

    Returns the version that the public reads afterwards instead; None when it reads none, or still the same.
    """
    was_current, was_public = submission.state == "published", submission.state == "superseded"
    earlier = before(submission) if was_current else None
    queue.cancel(submission.id)
    states.move(submission, "withdrawn", actor, note=reason, details=details)
    if was_current:
        _back_to(earlier, submission, actor)
    elif was_public:
        _align(submission)
    if version := lookup.version_of(submission):
        queueing.withdrawn(version)
    return earlier


def _back_to(earlier: Version | None, submission: Submission, actor: states.Actor) -> None:
    table = model.Session.get_one(Table, submission.table_id)
    if earlier is not None:
        again = model.Session.get_one(Submission, earlier.submission_id)
        states.move(again, "published", actor, kind="restored", note=str(earlier.number))
    table.current_version_id = earlier.id if earlier else None
    difference.pointer_moved(table)
    search.enqueue(table.package_id)
    _align(submission)


def _align(submission: Submission) -> None:
    """Let the copies follow the pointer, and what CKAN says of the table; also whoever harvests it."""
    table = model.Session.get_one(Table, submission.table_id)
    payload = {"submission_id": str(submission.id), "table_id": str(table.id)}
    wake.ring(queue.put("align", gate.lane(table), payload).id)


def before(submission: Submission) -> Version | None:
    """The newest version with a lower number that was neither undone nor withdrawn."""
    number = select(Version.number).where(Version.submission_id == submission.id).scalar_subquery()
    query = (
        select(Version, Submission)
        .join(Submission, Submission.id == Version.submission_id)
        .where(
            Version.table_id == submission.table_id,
            Version.number < number,
            Submission.state == "superseded",
        )
    )
    for version, earlier in model.Session.execute(query.order_by(Version.number.desc())).tuples():
        if _last_move(earlier) != "undone":
            return version
    return None


def _last_move(submission: Submission) -> str | None:
    query = select(Event.kind).where(Event.submission_id == submission.id, Event.to_state.is_not(None))
    return model.Session.scalar(query.order_by(Event.seq.desc()).limit(1))
