"""The one place where a report of a reader moves, and where that is written down.

Which move leads where stands in `dtts.feedback.MOVES`. The database refuses a state that the log does not
tell. The log is kept for ever, so it holds what the agency says and never a reader's words, nor any address.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import insert

from ckanext.dtts.errors import RefusedError
from ckanext.dtts.feedback.subject import Subject
from ckanext.dtts.model import Event, Feedback, FeedbackAddress
from ckanext.dtts.model.columns import now
from ckanext.dtts.road.states import Actor
from dtts.feedback import ANSWERING, MOVES, PUBLIC, STATES, Move, State
from dtts.personal import masked_inside
from dtts.vietnamese import nfc

FORM = Actor("policy", "public-form")
"""In whose name a report comes in: nobody is asked who they are."""


class Said(NamedTuple):
    """A reader's words; `address` is a clean e-mail address, or empty."""

    text: str
    expected: str = ""
    address: str = ""


def take(identifier: uuid.UUID, about: Subject, said: Said) -> tuple[Feedback, bool]:
    """Keep a report in the caller's transaction; the one of that id, and whether it is new."""
    cell = about.cell
    values = {
        "package_id": about.package.id,
        "table_id": about.table.id if about.table else None,
        "version": about.version.number if about.version else None,
        "field": cell.field if cell else None,
        "key": {name: None if each is None else str(each) for name, each in cell.key.items()}
        if cell
        else None,
        "value": cell.value if cell else None,
        "said": nfc(said.text),
        "expected": nfc(said.expected) or None,
    }
    new = insert(Feedback).values(id=identifier, state="waiting", created=now(), changed=now(), **values)
    made = model.Session.scalar(new.on_conflict_do_nothing().returning(Feedback.id))
    found = model.Session.get_one(Feedback, identifier)
    if made is None:
        return found, False
    if said.address:
        model.Session.add(FeedbackAddress(feedback_id=found.id, address=said.address))
    _record(found, "received", FORM, to="waiting", first=True)
    return found, True


def hold(number: int) -> Feedback | None:
    """The report of that number, which nobody else moves until the transaction ends."""
    query = sa.select(Feedback).where(Feedback.number == number).with_for_update()
    return model.Session.scalar(query.execution_options(populate_existing=True))


def move(
    report: Feedback, what: Move, user: model.User, *, answer: str = "", shown: str = "", seen: str = ""
) -> None:
    """Move a report that is held, in the caller's transaction.

    `shown` is what the public shall read of the reader's words, else these with identifiers masked; `seen`
    the state that the page showed. RefusedError when it has moved since, an answer is missing, or words that
    would be public hold personal data. The caller has asked for the person's right.
    """
    to = MOVES[report.state].get(what)  # type: ignore[index]
    if to is None or (seen and seen != report.state):
        raise _moved_on(report)
    answer, shown = nfc(answer.strip()), nfc(shown.strip())
    if what in ANSWERING and not answer:
        raise RefusedError("answer", "answer-missing", "Hãy viết trả lời.", "Write the answer.")
    for field, words in (("answer", answer), ("shown", shown)):
        _refuse_personal(field, words)
    report.answer = answer or (None if what == "reopen" else report.answer)
    if to in PUBLIC:
        report.shown = shown or report.shown or masked_inside(report.said)
    _record(report, what, Actor("person", str(user.id)), to=to, note=answer or None)


def _record(
    report: Feedback, kind: str, actor: Actor, *, to: State, note: str | None = None, first: bool = False
) -> None:
    """Change the state and write the event, in the caller's transaction."""
    event = Event(
        feedback_id=report.id,
        kind=kind,
        actor=actor.id,
        actor_kind=actor.kind,
        note=note,
        details=_named(report),
        from_state=None if first else report.state,
        to_state=to,
    )
    report.state, report.changed = to, now()
    model.Session.add(event)
    model.Session.flush()


def _named(report: Feedback) -> Mapping[str, Any]:
    told = {"feedback": str(report.id), "number": report.number, "dataset": report.package_id}
    if report.table_id is None:
        return told
    told |= {"table": str(report.table_id), "version": report.version}
    return told | {"field": report.field, "key": report.key} if report.field else told


def _refuse_personal(field: str, words: str) -> None:
    if words and masked_inside(words) != words:
        raise RefusedError(
            field,
            "personal-data",
            "Nội dung này sẽ công khai nên không được có tên người, số điện thoại, giấy tờ hay thư điện tử.",
            "These words will be public: take out names of persons, telephone and identity numbers, e-mails.",
        )


def _moved_on(report: Feedback) -> RefusedError:
    stands = STATES[report.state]  # type: ignore[index]
    return RefusedError(
        "move",
        "state-changed",
        f"Việc này không còn làm được: phản ánh hiện “{stands['vi']}”. Hãy xem lại.",
        f"This can no longer be done: the report is now “{stands['en']}”. Please look again.",
    )
