"""Notices of staff, what they want mailed, mails under way, and subscriptions of readers.

Revision ID: 0014_notices
Revises: 0013_agencies
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

revision = "0014_notices"
down_revision = "0013_agencies"
branch_labels = None
depends_on = None

_PACES = "('at-once', 'daily', 'weekly', 'none')"


def upgrade() -> None:
    _subscriptions()
    _mails()
    _notices()


def downgrade() -> None:
    for table in ("notice", "notice_setting", "mail", "subscription", "subscriber"):
        op.drop_table(f"dtts_{table}")


def _subscriptions() -> None:
    op.create_table(
        "dtts_subscriber",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("address_hash", sa.CHAR(64), nullable=False),
        sa.Column("told_seq", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("refused", sa.DateTime(timezone=True)),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("address_hash", name="dtts_subscriber_once"),
    )
    op.create_table(
        "dtts_subscription",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        _of("subscriber_id", "dtts_subscriber", nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed", sa.DateTime(timezone=True)),
        sa.CheckConstraint("kind IN ('dataset', 'place', 'indicator')", name="dtts_subscription_kind"),
        sa.UniqueConstraint("subscriber_id", "kind", "subject", name="dtts_subscription_once"),
    )


def _mails() -> None:
    op.create_table(
        "dtts_mail",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("user_id", sa.Text, sa.ForeignKey("user.id", ondelete="CASCADE")),
        _of("subscriber_id", "dtts_subscriber"),
        _of("subscription_id", "dtts_subscription"),
        sa.Column("after_seq", sa.BigInteger),
        sa.Column("until_seq", sa.BigInteger),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent", sa.DateTime(timezone=True)),
        sa.CheckConstraint("purpose IN ('notices', 'confirm', 'known', 'news')", name="dtts_mail_purpose"),
        sa.CheckConstraint("num_nonnulls(user_id, subscriber_id) = 1", name="dtts_mail_recipient"),
    )
    for whom in ("user", "subscriber"):
        is_open = sa.text("sent IS NULL")
        op.create_index(f"dtts_mail_open_{whom}", "dtts_mail", [f"{whom}_id"], postgresql_where=is_open)


def _notices() -> None:
    op.create_table(
        "dtts_notice",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("user_id", sa.Text, sa.ForeignKey("user.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("occasion", sa.Text, nullable=False),
        sa.Column("submission_id", UUID(as_uuid=True), sa.ForeignKey("dtts_submission.id")),
        sa.Column("details", JSONB, nullable=False, server_default=sa.text("'{}'::jsonb")),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read", sa.DateTime(timezone=True)),
        sa.Column("mail_due", sa.DateTime(timezone=True)),
        sa.Column("mail_id", UUID(as_uuid=True), sa.ForeignKey("dtts_mail.id")),
        sa.UniqueConstraint("user_id", "occasion", name="dtts_notice_once"),
    )
    op.create_index("dtts_notice_list", "dtts_notice", ["user_id", "created"])
    unread = sa.text("read IS NULL")
    op.create_index("dtts_notice_unread", "dtts_notice", ["user_id"], postgresql_where=unread)
    op.create_index("dtts_notice_by_submission", "dtts_notice", ["submission_id", "kind"])
    op.create_table(
        "dtts_notice_setting",
        sa.Column("user_id", sa.Text, sa.ForeignKey("user.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("to_act", sa.Text, nullable=False),
        sa.Column("to_know", sa.Text, nullable=False),
        sa.Column("refused", sa.DateTime(timezone=True)),
        sa.Column("refused_hash", sa.CHAR(64)),
        sa.CheckConstraint(f"to_act IN {_PACES}", name="dtts_notice_setting_to_act"),
        sa.CheckConstraint(f"to_know IN {_PACES}", name="dtts_notice_setting_to_know"),
    )


def _of(name: str, table: str, *, nullable: bool = True) -> sa.Column:
    key = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(name, UUID(as_uuid=True), key, nullable=nullable)
