"""What is not kept for ever: notices long after they were read, and which mail told what."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.feedback import lapsing
from ckanext.dtts.jobs import notes
from ckanext.dtts.model import Mail, Notice, Outbox
from ckanext.dtts.model.columns import now

TOPIC = "sweep"
EVERY = timedelta(days=1)
READ_KEPT = timedelta(days=365)
MAIL_KEPT = timedelta(days=90)


def plan() -> None:
    """Let tomorrow's sweep be made, unless one is planned already; in the caller's transaction."""
    planned = sa.exists().where(Outbox.topic == TOPIC)
    if not model.Session.scalar(sa.select(planned)):
        model.Session.add(Outbox(topic=TOPIC, key="old", due=now() + EVERY))


def drain() -> bool:
    """Delete what is old enough, and plan the next day's; commits. False when nothing was due."""
    with notes.alone(TOPIC) as alone:
        due = notes.due(TOPIC, 100) if alone else []
        if due:
            _sweep()
            for note in due:
                model.Session.delete(note)
            model.Session.flush()
            plan()
            model.Session.commit()
        return bool(due)


def _sweep() -> None:
    lapsing.sweep()
    model.Session.execute(sa.delete(Notice).where(Notice.read < now() - READ_KEPT))
    ended = sa.func.coalesce(Mail.sent, Mail.given_up) < now() - MAIL_KEPT
    old = sa.select(Mail.id).where(ended)
    # Without a time of its mail a notice is not mailed again.
    told = sa.update(Notice).where(Notice.mail_id.in_(old))
    model.Session.execute(
        told.values(mail_id=None, mail_due=None).execution_options(synchronize_session=False)
    )
    model.Session.execute(sa.delete(Mail).where(ended).execution_options(synchronize_session=False))
