"""Addresses that readers leave for one answer: kept for that, shown to nobody, deleted after it."""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import insert

from ckanext.dtts.mail import TOPIC as MAIL
from ckanext.dtts.model import Feedback, FeedbackAddress, Mail, Outbox
from ckanext.dtts.model.columns import now


def keep(item: Feedback, address: str) -> FeedbackAddress:
    """Keep a clean address with what was written, once, in the caller's transaction."""
    values = {"id": uuid.uuid4(), "feedback_id": item.id, "address": address, "created": now()}
    new = insert(FeedbackAddress).values(**values)
    same = new.on_conflict_do_update(
        constraint="dtts_feedback_address_once", set_={"address": new.excluded.address}
    )
    kept = model.Session.scalar(same.returning(FeedbackAddress.id))
    return model.Session.get_one(FeedbackAddress, kept, populate_existing=True)


def of(item: Feedback, *, confirmed: bool = False) -> list[FeedbackAddress]:
    """Those that wait for the answer; with `confirmed` only those whose owners have said so."""
    query = sa.select(FeedbackAddress).where(FeedbackAddress.feedback_id == item.id)
    if confirmed:
        query = query.where(FeedbackAddress.confirmed.is_not(None))
    return list(model.Session.scalars(query.order_by(FeedbackAddress.created, FeedbackAddress.id)))


def write_to(address: FeedbackAddress, purpose: str) -> None:
    """Plan a mail to an address, in the caller's transaction."""
    mail = Mail(purpose=purpose, feedback_id=address.feedback_id, feedback_address_id=address.id)
    model.Session.add(mail)
    model.Session.flush()
    model.Session.add(Outbox(topic=MAIL, key=f"mail:{mail.id}"))


def forget(mail: Mail) -> None:
    """Delete the address of a mail, in the caller's transaction."""
    gone = sa.delete(FeedbackAddress).where(FeedbackAddress.id == mail.feedback_address_id)
    model.Session.execute(gone)
