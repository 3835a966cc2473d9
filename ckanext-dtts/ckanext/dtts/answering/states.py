"""The one place where a recommendation moves on the desk, and where that is written down.

Which move leads where stands in `dtts.followup.MOVES`. The database holds what is done here: it refuses a
stage that the log does not tell, and a change of what was said.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, NamedTuple

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import insert

from ckanext.dtts import rights
from ckanext.dtts.answering import lines, said
from ckanext.dtts.answering.lines import Line
from ckanext.dtts.answering.said import Said
from ckanext.dtts.errors import RefusedError
from ckanext.dtts.model import Event, FollowUp, FollowUpDocument, FollowUpStep
from ckanext.dtts.model.columns import now
from ckanext.dtts.road.states import WORKER, Actor
from dtts.followup import MOVES, SIDES, STAGES, Stage, code_after

_NUMBER = sa.text("SELECT nextval(pg_get_serial_sequence('dtts_follow_up_step', 'seq'))")


class Held(NamedTuple):
    """A recommendation that nobody else moves until the transaction ends, and its row here."""

    line: Line
    follow_up: FollowUp


def hold(table_id: uuid.UUID, code: str) -> Held:
    """The recommendation as it stands, in the caller's transaction; ObjectNotFound when none is published.

    What published rows have moved meanwhile is written into the log first, as an event of the worker.
    """
    line = lines.find(table_id, code)
    if line is None:
        raise tk.ObjectNotFound("recommendation")
    follow_up = _locked(line)
    line = lines.find(table_id, code) or line  # what came while another moved it
    if follow_up.stage != line.stage:
        _record(Held(line, follow_up), "read", WORKER, to=line.stage)
    return Held(line, follow_up)


def move(held: Held, what: Said, user: model.User, *, seen: str = "") -> FollowUpStep:
    """Take a step in the caller's transaction; `seen` is what the page showed (`Line.seen`), if any.

    RefusedError when the recommendation stands elsewhere by now, or when what is said does not fit its table.
    The caller has asked for the person's right.
    """
    line = held.line
    to = MOVES[line.stage].get(what.move)
    if to is None or (seen and seen != line.seen):
        raise _moved_on(line)
    _refuse_own_report(line, what, user)
    said.refuse_unfit(line, what)
    step = _step(held, what, user)
    actor = Actor("person", str(user.id))
    _record(held, what.move, actor, to=to, note=step.response, details=_told(step, what))
    return step


def _locked(line: Line) -> FollowUp:
    """Its row, made at the first time, locked until the transaction ends."""
    table_id, code = line.key
    values = {"table_id": table_id, "recommendation_id": code}
    new = insert(FollowUp).values(id=uuid.uuid4(), stage=line.stage, created=now(), **values)
    once = new.on_conflict_do_nothing(constraint="dtts_follow_up_once").returning(FollowUp.id)
    made = model.Session.scalar(once)
    query = sa.select(FollowUp).filter_by(**values).with_for_update()
    found = model.Session.scalars(query.execution_options(populate_existing=True)).one()
    if made is not None:
        _record(Held(line, found), "taken-up", WORKER, to=line.stage, first=True)
    return found


def _step(held: Held, what: Said, user: model.User) -> FollowUpStep:
    line = held.line
    number: int = model.Session.scalar(_NUMBER)
    code = code_after((step.code for step in line.steps if step.on == line.on), number)
    row = said.row_of(line, what, code)
    step = FollowUpStep(
        id=uuid.uuid4(),
        seq=number,
        follow_up_id=held.follow_up.id,
        response_id=code,
        kind=what.move,
        on=line.on,
        response=row["response"],
        completed_on=row["completed_on"],
        proof=row["proof"],
        agency_id=line.addressed if SIDES[what.move] == "addressed" else line.asking,
        agency=row["agency"],
        actor=str(user.id),
    )
    model.Session.add(step)
    model.Session.flush()
    for document in what.documents:
        kept = {"sha256": document.blob.sha256, "size": document.blob.size}
        named = {"filename": document.filename, "media_type": document.media_type}
        model.Session.add(FollowUpDocument(id=uuid.uuid4(), step_id=step.id, **named, **kept))
    return step


def _told(step: FollowUpStep, what: Said) -> dict[str, Any]:
    """What the log keeps beside the words, so that its chain covers all of a step."""
    return {
        "step": step.response_id,
        "agency": step.agency,
        "on": step.on.isoformat(),
        "completed_on": step.completed_on.isoformat() if step.completed_on else None,
        "proof": step.proof,
        "documents": [each.blob.sha256 for each in what.documents],
    }


def _record(
    held: Held,
    kind: str,
    actor: Actor,
    *,
    to: Stage,
    note: str | None = None,
    details: Mapping[str, Any] | None = None,
    first: bool = False,
) -> None:
    """Change the stage and write the event, in the caller's transaction."""
    line, follow_up = held
    named = {
        "follow_up": str(follow_up.id),
        "dataset": line.book.dataset,
        "table": line.book.asked.slug,
        "recommendation": line.row["recommendation_id"],
    }
    event = Event(
        follow_up_id=follow_up.id,
        kind=kind,
        actor=actor.id,
        actor_kind=actor.kind,
        note=note,
        details={**named, **(details or {})},
        from_state=None if first else follow_up.stage,
        to_state=to,
    )
    follow_up.stage = to
    model.Session.add(event)
    model.Session.flush()


def _refuse_own_report(line: Line, what: Said, user: model.User) -> None:
    """Nobody confirms the completion that they reported, but in an agency of one person."""
    if what.move != "confirmation" or line.asking in rights.of(user).alone:
        return
    reported = [step.id for step in line.steps if step.kind == "completion"]
    own = model.Session.get(FollowUpStep, reported[-1]) if reported and reported[-1] else None
    if own is not None and own.actor == user.id:
        raise RefusedError(
            "move",
            "own-report",
            "Người báo hoàn thành không tự xác nhận: cần một người khác.",
            "Nobody confirms a completion that they reported: another person is needed.",
        )


def _moved_on(line: Line) -> RefusedError:
    stands = STAGES[line.stage]
    return RefusedError(
        "move",
        "state-changed",
        f"Việc này không còn làm được: kiến nghị hiện “{stands['vi']}”. Hãy xem lại.",
        f"This can no longer be done: the recommendation is now “{stands['en']}”. Please look again.",
    )
