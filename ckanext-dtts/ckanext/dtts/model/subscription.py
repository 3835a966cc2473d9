"""People without an account who asked to be told of news, and of what."""

from __future__ import annotations

import uuid
from datetime import datetime

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import bigint, moment, now, one_of, text, uuid_key

SUBJECTS = ("dataset", "place", "indicator")


class Subscriber(tk.BaseModel):
    """An address, kept for sending and for nothing else; it goes with the last subscription.

    `address_hash` is keyed, and finds an address again; `told_seq` is the last event that was considered.
    """

    __tablename__ = "dtts_subscriber"
    __table_args__ = (sa.UniqueConstraint("address_hash", name="dtts_subscriber_once"),)

    id: Mapped[uuid_key]
    address: Mapped[text]
    address_hash: Mapped[str] = mapped_column(sa.CHAR(64))
    told_seq: Mapped[bigint] = mapped_column(default=0)
    refused: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))
    created: Mapped[moment] = mapped_column(default=now)


class Subscription(tk.BaseModel):
    """One subject that a subscriber follows: a dataset by its id, a place by its `area_id`, an indicator by
    its code. Without `confirmed` nobody showed yet that the address is theirs."""

    __tablename__ = "dtts_subscription"
    __table_args__ = (
        sa.CheckConstraint(one_of("kind", SUBJECTS), name="dtts_subscription_kind"),
        sa.UniqueConstraint("subscriber_id", "kind", "subject", name="dtts_subscription_once"),
    )

    id: Mapped[uuid_key]
    subscriber_id: Mapped[uuid.UUID] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_subscriber.id", ondelete="CASCADE")
    )
    kind: Mapped[text]
    subject: Mapped[text]
    created: Mapped[moment] = mapped_column(default=now)
    confirmed: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))
