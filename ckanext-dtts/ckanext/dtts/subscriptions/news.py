"""News for subscribers: once a day, in the morning, and only when something has happened."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts import config
from ckanext.dtts.jobs import notes
from ckanext.dtts.mail import TOPIC as MAIL
from ckanext.dtts.model import Event, Mail, Outbox, Subscriber, Subscription
from ckanext.dtts.model.columns import now
from ckanext.dtts.notices import pace
from ckanext.dtts.road import announcements
from ckanext.dtts.road.announcements import Announcement
from ckanext.dtts.subscriptions import subjects

TOPIC = "news"


def plan() -> None:
    """Let the next morning's mails be made, if anybody follows anything; in the caller's transaction."""
    planned = sa.exists().where(Outbox.topic == TOPIC, Outbox.due > now())
    followed = sa.exists().where(Subscription.confirmed.is_not(None))
    if config.mails() and model.Session.scalar(sa.select(followed & ~planned)):
        zone = str(tk.h.get_display_timezone())
        model.Session.add(Outbox(topic=TOPIC, key="all", due=pace.next_morning(now(), zone)))


def drain() -> bool:
    """Plan a mail for each subscriber whom something concerns that happened since the last; commits.

    What a mail tells is fixed by the events that it spans, so that it is the same however often it is tried.
    """
    with notes.alone(TOPIC) as alone:
        due = notes.due(TOPIC, 100) if alone else []
        if due:
            _plan_mails(last_seq())
            notes.settle([note.id for note in due], {})
        return bool(due)


def last_seq() -> int:
    """The last event of the log."""
    return model.Session.scalar(sa.select(sa.func.max(Event.seq))) or 0


def concerning(subscriber_id: uuid.UUID, after_seq: int, until_seq: int) -> list[Announcement]:
    """What a subscriber is told of these events: of each table the last, none from before they confirmed."""
    found = announcements.between(after_seq, until_seq)
    mine = [each for subscription in _confirmed(subscriber_id) for each in _about(subscription, found)]
    last = {each.table_id: each for each in sorted(mine, key=lambda each: each.seq)}
    return sorted(last.values(), key=lambda each: each.seq)


def _plan_mails(until_seq: int) -> None:
    waiting = sa.select(Subscriber).where(Subscriber.told_seq < until_seq, Subscriber.refused.is_(None))
    for subscriber in model.Session.scalars(waiting.order_by(Subscriber.created)).all():
        if concerning(subscriber.id, subscriber.told_seq, until_seq):
            mail = Mail(
                purpose="news",
                subscriber_id=subscriber.id,
                after_seq=subscriber.told_seq,
                until_seq=until_seq,
            )
            model.Session.add(mail)
            model.Session.flush()
            model.Session.add(Outbox(topic=MAIL, key=f"mail:{mail.id}"))
        subscriber.told_seq = until_seq


def _confirmed(subscriber_id: uuid.UUID) -> list[Subscription]:
    query = sa.select(Subscription).where(Subscription.subscriber_id == subscriber_id)
    return list(model.Session.scalars(query.where(Subscription.confirmed.is_not(None))))


def _about(subscription: Subscription, found: Sequence[Announcement]) -> list[Announcement]:
    tables = subjects.of_tables(subscription.kind, subscription.subject, {each.table_id for each in found})
    confirmed = subscription.confirmed
    return [each for each in found if each.table_id in tables and confirmed and each.at >= confirmed]
