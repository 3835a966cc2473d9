"""What a member of staff is told, and how they want to be told."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, UUID
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import moment, now, one_of, text, uuid_key

PACES = ("at-once", "daily", "weekly", "none")


class Notice(tk.BaseModel):
    """One thing that one person is told once.

    `occasion` names what happened, so that whoever works out the same event again adds nothing. `mail_due`
    is when it may go out by e-mail at the earliest, null when it shall not; `mail_id` is the mail that it
    went into.
    """

    __tablename__ = "dtts_notice"
    __table_args__ = (
        sa.UniqueConstraint("user_id", "occasion", name="dtts_notice_once"),
        sa.Index("dtts_notice_list", "user_id", "created"),
        sa.Index("dtts_notice_unread", "user_id", postgresql_where=sa.text("read IS NULL")),
        sa.Index("dtts_notice_by_submission", "submission_id", "kind"),
    )

    id: Mapped[uuid_key]
    user_id: Mapped[text] = mapped_column(sa.Text, sa.ForeignKey("user.id", ondelete="CASCADE"))
    kind: Mapped[text]
    occasion: Mapped[text]
    submission_id: Mapped[uuid.UUID | None] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_submission.id")
    )
    details: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    created: Mapped[moment] = mapped_column(default=now)
    read: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))
    mail_due: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))
    mail_id: Mapped[uuid.UUID | None] = mapped_column(UUID(as_uuid=True), sa.ForeignKey("dtts_mail.id"))


class NoticeSetting(tk.BaseModel):
    """How often a person is mailed: of what waits for them to act, and of the rest; absent is the default.

    `refused` is when their mail server refused the address for good, and `refused_hash` which one that was.
    """

    __tablename__ = "dtts_notice_setting"
    __table_args__ = (
        sa.CheckConstraint(one_of("to_act", PACES), name="dtts_notice_setting_to_act"),
        sa.CheckConstraint(one_of("to_know", PACES), name="dtts_notice_setting_to_know"),
    )

    user_id: Mapped[text] = mapped_column(
        sa.Text, sa.ForeignKey("user.id", ondelete="CASCADE"), primary_key=True
    )
    to_act: Mapped[text]
    to_know: Mapped[text]
    refused: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))
    refused_hash: Mapped[str | None] = mapped_column(sa.CHAR(64))
