"""An e-mail that was put together, so that it is the same one however often it is tried."""

from __future__ import annotations

import uuid
from datetime import datetime

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import bigint, moment, now, one_of, uuid_key

PURPOSES = ("notices", "confirm", "known", "news", "answer")


class Mail(tk.BaseModel):
    """To one member of staff, one subscriber or who wrote to the portal; its `id` is its Message-ID.

    Neither address nor text is kept: both are made from the database when it is sent. What it tells is fixed
    by the notices that name it or, for news, by the events after `after_seq` up to `until_seq`. One that can
    never be sent is `given_up`, with the server's last `code` if there was one.
    """

    __tablename__ = "dtts_mail"
    __table_args__ = (
        sa.CheckConstraint(one_of("purpose", PURPOSES), name="dtts_mail_purpose"),
        sa.CheckConstraint(
            "num_nonnulls(user_id, subscriber_id, feedback_id) = 1", name="dtts_mail_recipient"
        ),
        sa.Index("dtts_mail_open_user", "user_id", postgresql_where=sa.text("sent IS NULL")),
        sa.Index("dtts_mail_open_subscriber", "subscriber_id", postgresql_where=sa.text("sent IS NULL")),
    )

    id: Mapped[uuid_key]
    purpose: Mapped[str] = mapped_column(sa.Text)
    user_id: Mapped[str | None] = mapped_column(sa.Text, sa.ForeignKey("user.id", ondelete="CASCADE"))
    subscriber_id: Mapped[uuid.UUID | None] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_subscriber.id", ondelete="CASCADE")
    )
    subscription_id: Mapped[uuid.UUID | None] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_subscription.id", ondelete="CASCADE")
    )
    feedback_id: Mapped[uuid.UUID | None] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_feedback.id", ondelete="CASCADE")
    )
    feedback_address_id: Mapped[uuid.UUID | None] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_feedback_address.id", ondelete="SET NULL")
    )
    after_seq: Mapped[bigint | None]
    until_seq: Mapped[bigint | None]
    created: Mapped[moment] = mapped_column(default=now)
    sent: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))
    given_up: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))
    code: Mapped[int | None]
