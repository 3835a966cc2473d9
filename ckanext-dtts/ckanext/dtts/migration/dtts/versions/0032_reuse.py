"""Works of others that use the data: a third kind of what readers write.

Revision ID: 0032_reuse
Revises: 0031_requests
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

revision = "0032_reuse"
down_revision = "0031_requests"
branch_labels = None
depends_on = None

_REPORT = ("waiting", "open", "corrected", "kept", "dismissed")
_REQUEST = ("waiting", "open", "planned", "published", "refused", "duplicate", "dismissed")
_REUSE = ("waiting", "open", "removed", "dismissed")
_BEFORE = f"(kind = 'report' AND state IN {_REPORT}) OR (kind = 'request' AND state IN {_REQUEST})"
_SINCE = f"{_BEFORE} OR (kind = 'reuse' AND state IN {_REUSE})"


def upgrade() -> None:
    """The log is as it was: its subject is what a reader wrote, of whichever kind."""
    _states(_SINCE)
    of = sa.ForeignKey("dtts_feedback.id")
    op.create_table(
        "dtts_reuse",
        sa.Column("id", UUID(as_uuid=True), of, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("work", "maker_kind", "licence")),
        *(sa.Column(name, sa.Text) for name in ("title", "title_en", "address", "maker")),
        sa.Column("demo", sa.Boolean, nullable=False),
        sa.CheckConstraint("maker_kind IN ('organisation', 'pseudonym')", name="dtts_reuse_maker_kind"),
    )
    op.create_index("dtts_reuse_by_address", "dtts_reuse", ["address"])
    op.create_table(
        "dtts_reuse_dataset",
        sa.Column("reuse_id", UUID(as_uuid=True), sa.ForeignKey("dtts_reuse.id"), primary_key=True),
        sa.Column("package_id", sa.Text, primary_key=True),
    )
    op.create_index("dtts_reuse_by_dataset", "dtts_reuse_dataset", ["package_id"])


def downgrade() -> None:
    """Take the gallery away; refused by the log while it tells of an entry, which nothing removes."""
    op.drop_table("dtts_reuse_dataset")
    op.drop_table("dtts_reuse")
    op.execute("DELETE FROM dtts_feedback WHERE kind = 'reuse'")
    _states(_BEFORE)


def _states(rule: str) -> None:
    op.drop_constraint("dtts_feedback_state", "dtts_feedback")
    op.create_check_constraint("dtts_feedback_state", "dtts_feedback", rule)
