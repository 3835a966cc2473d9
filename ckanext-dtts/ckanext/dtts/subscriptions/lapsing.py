"""What is deleted when its time is over: addresses that nobody confirmed, and those that take no mail."""

from __future__ import annotations

import uuid
from datetime import timedelta

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.jobs import notes
from ckanext.dtts.model import Outbox, Subscriber, Subscription
from ckanext.dtts.model.columns import now

TOPIC = "subscription"
BATCH = 200
REFUSED = timedelta(days=30)
"""So long an address that its server refuses for good is kept, in case its owner asks again."""
UNCONFIRMED = timedelta(hours=48)


def plan(key: str, after: timedelta) -> None:
    """Look at what the key names when that time is over; in the caller's transaction."""
    model.Session.add(Outbox(topic=TOPIC, key=key, due=now() + after))


def drain() -> bool:
    """Delete what is due and still as it was when that was planned; False when nothing was due."""
    due = notes.due(TOPIC, BATCH)
    for note in due:
        kind, _, identifier = note.key.partition(":")
        if kind == "unconfirmed":
            _drop_unconfirmed(uuid.UUID(identifier))
        else:
            _drop_refused(uuid.UUID(identifier))
        model.Session.delete(note)
    model.Session.commit()
    return bool(due)


def forget_if_idle(subscriber_id: uuid.UUID) -> None:
    """Delete the address of a subscriber who follows nothing; in the caller's transaction."""
    follows = sa.exists().where(Subscription.subscriber_id == Subscriber.id)
    model.Session.execute(sa.delete(Subscriber).where(Subscriber.id == subscriber_id, ~follows))


def _drop_unconfirmed(subscription_id: uuid.UUID) -> None:
    subscription = model.Session.get(Subscription, subscription_id)
    if subscription is None or subscription.confirmed or subscription.created > now() - UNCONFIRMED:
        return
    subscriber_id = subscription.subscriber_id
    model.Session.delete(subscription)
    model.Session.flush()
    forget_if_idle(subscriber_id)


def _drop_refused(subscriber_id: uuid.UUID) -> None:
    subscriber = model.Session.get(Subscriber, subscriber_id)
    if subscriber is not None and subscriber.refused and subscriber.refused <= now() - REFUSED:
        model.Session.delete(subscriber)
