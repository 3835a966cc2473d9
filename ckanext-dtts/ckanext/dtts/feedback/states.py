"""The one place where anything that a reader wrote moves, and where that is written down.

Which move leads where stands in the course of each kind (`dtts.feedback`). The database refuses a state that
the log does not tell. The log is kept for ever, so it holds what the agency says and never a reader's words,
nor any address.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import insert

from ckanext.dtts.errors import RefusedError
from ckanext.dtts.feedback import words
from ckanext.dtts.model import Event, Feedback
from ckanext.dtts.model.columns import now
from ckanext.dtts.road.states import Actor
from dtts.feedback.course import FIRST
from dtts.vietnamese import nfc

FORM = Actor("policy", "public-form")
"""In whose name things come in: nobody is asked who they are."""
Kind = TypeVar("Kind", bound=Feedback)
NOTHING: Mapping[str, Any] = MappingProxyType({})


class Words(NamedTuple):
    """What the staff writes with a move.

    `shown` is what the public shall read of the reader's words, else these with identifiers masked; `seen`
    the state that the page showed.
    """

    answer: str = ""
    shown: str = ""
    seen: str = ""

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Words:
        """From the parameters of an action; NFC, without spaces around."""
        return cls(*(nfc(str(given.get(name) or "").strip()) for name in cls._fields))


def take(kind: type[Kind], identifier: uuid.UUID, said: str, **values: Any) -> tuple[Kind, bool]:
    """Keep what was written, in the caller's transaction; the one of that id, and whether it is new.

    `values` are columns of the kind; `state` among them is where it begins, unless that is unread. One id is
    kept once, also when it comes twice at the same time.
    """
    everything = {"kind": kind.__mapper__.polymorphic_identity, "state": FIRST, "said": nfc(said), **values}
    everything |= {"created": now(), "changed": now()}
    shared = {name: each for name, each in everything.items() if name in Feedback.__table__.c}
    new = insert(Feedback.__table__).values(id=identifier, **shared)
    made = model.Session.scalar(new.on_conflict_do_nothing().returning(Feedback.id))
    if made is not None and kind.__table__ is not Feedback.__table__:
        own = {name: each for name, each in everything.items() if name not in shared}
        model.Session.execute(insert(kind.__table__).values(id=identifier, **own))
    found = model.Session.get_one(kind, identifier)
    if made is not None:
        record(found, "received", FORM, to=found.state, first=True)
    return found, made is not None


def hold(item: Kind) -> Kind:
    """The same as it is now, which nobody else moves until the transaction ends."""
    held = sa.select(Feedback.id).where(Feedback.id == item.id).with_for_update()
    model.Session.execute(held)
    return model.Session.get_one(type(item), item.id, populate_existing=True)


def move(
    item: Feedback, what: str, user: model.User, said: Words, details: Mapping[str, Any] = NOTHING
) -> None:
    """Move what is held, in the caller's transaction; `details` are for the log.

    RefusedError when it has moved since, an answer is missing, or words that would be public hold personal
    data. The caller has asked for the person's right.
    """
    to = destination(item, what, said.seen)
    if what in item.course.answering and not said.answer:
        raise RefusedError("answer", "answer-missing", "Hãy viết trả lời.", "Write the answer.")
    for field, written in (("answer", said.answer), ("shown", said.shown)):
        words.refuse_personal(field, written)
    item.answer = said.answer or (None if what == "reopen" else item.answer)
    if to in item.course.public:
        item.shown = said.shown or item.shown or words.public(item.to_publish())
    record(item, what, Actor("person", str(user.id)), to=to, note=said.answer or None, details=details)


def destination(item: Feedback, what: str, seen: str = "") -> str:
    """Where a move leads; RefusedError when it leads nowhere from here, or the page showed another state."""
    to = item.course.moves[item.state].get(what)
    if to is not None and seen in ("", item.state):
        return to
    stands, noun = item.course.states[item.state], item.course.noun
    raise RefusedError(
        "move",
        "state-changed",
        f"Việc này không còn làm được: {noun['vi']} hiện “{stands['vi']}”. Hãy xem lại.",
        f"This can no longer be done: the {noun['en']} is now “{stands['en']}”. Please look again.",
    )


def record(
    item: Feedback,
    kind: str,
    actor: Actor,
    *,
    to: str | None,
    note: str | None = None,
    first: bool = False,
    details: Mapping[str, Any] = NOTHING,
) -> None:
    """Change the state and write the event, in the caller's transaction; without `to` the state stays."""
    event = Event(
        feedback_id=item.id,
        kind=kind,
        actor=actor.id,
        actor_kind=actor.kind,
        note=note,
        details={**item.named(), **details},
        from_state=None if first or to is None else item.state,
        to_state=to,
    )
    item.state, item.changed = to or item.state, now()
    model.Session.add(event)
    model.Session.flush()
