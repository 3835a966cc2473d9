"""Following and leaving: an address counts after its owner has said so, and goes with the last subject."""

from __future__ import annotations

import uuid
from datetime import timedelta

import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import insert

from ckanext.dtts.mail import TOPIC as MAIL
from ckanext.dtts.mail import address as addresses
from ckanext.dtts.model import Mail, Outbox, Subscriber, Subscription
from ckanext.dtts.model.columns import now
from ckanext.dtts.subscriptions import lapsing, news
from ckanext.dtts.subscriptions.subjects import Subject

CONFIRM, MANAGE = "confirm", "manage"
"""What the signed words in mails are for."""
CONFIRM_S = 48 * 3600
"""Seconds in which an address must be confirmed; after them it is deleted."""


def ask(subject: Subject, address: str) -> None:
    """Plan the mail that asks the owner of a clean address whether they follow the subject; commits.

    The same is done for an address that follows already, whose owner is told so: who asks cannot see whether
    it does.
    """
    subscriber_id = _subscriber(address)
    asked = insert(Subscription).values(
        id=uuid.uuid4(), subscriber_id=subscriber_id, kind=subject.kind, subject=subject.key, created=now()
    )
    again = asked.on_conflict_do_update(constraint="dtts_subscription_once", set_={"created": now()})
    subscription_id = model.Session.scalar(again.returning(Subscription.id))
    subscription = model.Session.get_one(Subscription, subscription_id, populate_existing=True)
    purpose = "known" if subscription.confirmed else "confirm"
    mail = Mail(purpose=purpose, subscriber_id=subscriber_id, subscription_id=subscription_id)
    model.Session.add(mail)
    model.Session.flush()
    model.Session.add(Outbox(topic=MAIL, key=f"mail:{mail.id}"))
    lapsing.plan(f"unconfirmed:{subscription_id}", timedelta(seconds=CONFIRM_S))
    model.Session.commit()


def waiting(subscription_id: str) -> Subscription | None:
    """The subscription that a link to confirm names, while it is there."""
    return model.Session.get(Subscription, uuid.UUID(subscription_id), populate_existing=True)


def confirm(subscription: Subscription) -> None:
    """The owner of the address has said yes; commits. Saying it twice changes nothing."""
    subscription.confirmed = subscription.confirmed or now()
    model.Session.commit()


def held(subscriber_id: str) -> list[Subscription]:
    """What a subscriber follows, confirmed or not, in the order in which it was asked."""
    query = sa.select(Subscription).where(Subscription.subscriber_id == uuid.UUID(subscriber_id))
    return list(model.Session.scalars(query.order_by(Subscription.created, Subscription.id)))


def leave(subscriber_id: str, subscription_id: str | None = None) -> None:
    """Follow one subject no more, or none; commits. With the last the address is deleted."""
    gone = sa.delete(Subscription).where(Subscription.subscriber_id == uuid.UUID(subscriber_id))
    if subscription_id is not None:
        gone = gone.where(Subscription.id == uuid.UUID(subscription_id))
    model.Session.execute(gone)
    lapsing.forget_if_idle(uuid.UUID(subscriber_id))
    model.Session.commit()


def _subscriber(address: str) -> uuid.UUID:
    """The subscriber of an address, new or known; one whose server refused it is tried again."""
    values = {"address": address, "address_hash": addresses.digest(address)}
    new = insert(Subscriber).values(id=uuid.uuid4(), told_seq=news.last_seq(), created=now(), **values)
    kept = new.on_conflict_do_update(constraint="dtts_subscriber_once", set_={"refused": None})
    return model.Session.execute(kept.returning(Subscriber.id)).scalar_one()
