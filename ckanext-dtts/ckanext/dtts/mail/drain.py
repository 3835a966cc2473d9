"""Hands the mails that are due to the mail server.

At least once: a mail is noted as sent after the server has taken it, so that a crash in between sends it
again, with the same Message-ID and the same content, by which a mailbox knows it. The other order would lose
it, and that a file was sent back is worse not known than read twice.
"""

from __future__ import annotations

import logging
import uuid
from datetime import timedelta

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import config
from ckanext.dtts.jobs import faults, notes
from ckanext.dtts.mail import TOPIC, carriers, letters, message, smtp
from ckanext.dtts.mail.letter import Letter
from ckanext.dtts.model import Mail, Outbox
from ckanext.dtts.model.columns import now

log = logging.getLogger(__name__)


BATCH = 20
_AWAY_LONGEST = timedelta(minutes=5)


def drain() -> bool:
    """Send what at most `BATCH` notes ask for; False when nothing can be sent now.

    One process sends; others return at once. A server that does not answer is asked again after 30 seconds,
    then ever later, at most after five minutes; meanwhile nothing else waits for it.
    """
    with notes.alone(TOPIC) as alone, smtp.Post() as post:
        waiting = _due() if alone else []
        try:
            for note_id, key in waiting:
                _pass_on(note_id, key, post)
        except smtp.AwayError as error:
            _wait_for_the_server(error)
            return False
        return bool(waiting)


def _due() -> list[tuple[uuid.UUID, str]]:
    found = [(note.id, note.key) for note in notes.due(TOPIC, BATCH)]
    model.Session.rollback()
    return found


def _pass_on(note_id: uuid.UUID, key: str, post: smtp.Post) -> None:
    """Send all that a note asks for, and forget it."""
    try:
        while (mail := letters.next_mail(key)) is not None:
            _send(mail, post)
        model.Session.execute(sa.delete(Outbox).where(Outbox.id == note_id))
        model.Session.commit()
    except smtp.LaterError as error:
        model.Session.rollback()
        _put_off(note_id, error)
    except smtp.AwayError:
        raise
    except Exception:  # one mail that cannot be made must not hold up the others
        model.Session.rollback()
        log.exception("a mail cannot be made")
        _put_off(note_id, smtp.LaterError("the mail cannot be made"))


def _send(mail: Mail, post: smtp.Post) -> None:
    letter = letters.write(mail)
    if letter is None:  # nobody to send to any more, or nothing left to say
        mail.given_up = now()
        model.Session.commit()
        return
    try:
        _hand_over(letter, mail, post)
    except (smtp.RefusedError, smtp.UnwelcomeError) as error:
        mail.given_up, mail.code = now(), error.code
        if isinstance(error, smtp.RefusedError):
            letters.refuse(mail)
        log.warning("mail %s is given up: %s", mail.id, error)
    else:
        faults.point("mail:unwritten")
        mail.sent = now()
        letters.done(mail)
    model.Session.commit()


def _hand_over(letter: Letter, mail: Mail, post: smtp.Post) -> None:
    made = message.of(letter, mail.id, mail.created)
    faults.point("mail:unsent")
    if not carriers.deliver(letter, made):
        post.send(made, letter.address)


def _put_off(note_id: uuid.UUID, error: smtp.MailError) -> None:
    """Try again later, and after the last try give the mail up; what it tells stays on the page."""
    note = model.Session.get_one(Outbox, note_id)
    note.attempt += 1
    if note.attempt >= config.mail_tries():
        letters.give_up(note.key, error.code)
        model.Session.delete(note)
        log.warning("a mail is given up after %s tries: %s", note.attempt, error)
    else:
        note.due, note.error = now() + _wait(note.attempt), str(error)
    model.Session.commit()


def _wait_for_the_server(error: smtp.AwayError) -> None:
    """Let all mails wait together, a little longer each time; none counts a try for what is not its fault."""
    model.Session.rollback()
    of_mail = Outbox.topic == TOPIC
    before = sa.func.max(sa.cast(Outbox.payload["away"].astext, sa.Integer))
    times = 1 + (model.Session.scalar(sa.select(before).where(of_mail)) or 0)
    until = now() + min(_AWAY_LONGEST, _wait(times))
    waiting = sa.update(Outbox).where(of_mail, Outbox.due <= until)
    model.Session.execute(waiting.values(due=until, error=str(error), payload={"away": times}))
    model.Session.commit()
    log.warning("mail waits until %s: %s", until.isoformat(timespec="seconds"), error)


def _wait(times: int) -> timedelta:
    return min(notes.LONGEST_WAIT, timedelta(seconds=30 * 2 ** min(times - 1, 10)))
