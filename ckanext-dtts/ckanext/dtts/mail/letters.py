"""Which mail is next, and what it says, by whom it is for."""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.feedback import letters as readers
from ckanext.dtts.mail.letter import Letter
from ckanext.dtts.model import Mail
from ckanext.dtts.model.columns import now
from ckanext.dtts.notices import digest
from ckanext.dtts.subscriptions import letters as subscribers


def next_mail(key: str) -> Mail | None:
    """The mail that a note asks for, put together and committed if it is new; None when there is no other.

    A key is `user:<id>`, for what a member of staff is to be told by now, or `mail:<id>`.
    """
    kind, _, identifier = key.partition(":")
    if kind == "user":
        return digest.next_mail(identifier)
    mail = model.Session.get(Mail, uuid.UUID(identifier), populate_existing=True)
    return mail if mail is not None and mail.sent is None and mail.given_up is None else None


def write(mail: Mail) -> Letter | None:
    """What the mail says, to whom; None when there is nobody to send to or nothing left to say."""
    if mail.feedback_id:
        return readers.letter(mail)
    return digest.letter(mail) if mail.user_id else subscribers.letter(mail)


def done(mail: Mail) -> None:
    """Forget, in the caller's transaction, what was kept for this mail alone: it is sent."""
    if mail.feedback_id:
        readers.done(mail)


def refuse(mail: Mail) -> None:
    """Remember, in the caller's transaction, that the recipient's address takes no mail."""
    if mail.feedback_id:
        readers.refuse(mail)
    else:
        (digest if mail.user_id else subscribers).refuse(mail)


def give_up(key: str, code: int) -> None:
    """Mark what a note asked for as never to be sent, in the caller's transaction."""
    kind, _, identifier = key.partition(":")
    if kind == "mail" and (mail := model.Session.get(Mail, uuid.UUID(identifier))) is not None:
        done(mail)
    is_it = Mail.user_id == identifier if kind == "user" else Mail.id == uuid.UUID(identifier)
    still_open = sa.update(Mail).where(is_it, Mail.sent.is_(None), Mail.given_up.is_(None))
    model.Session.execute(still_open.values(given_up=now(), code=code or None))
