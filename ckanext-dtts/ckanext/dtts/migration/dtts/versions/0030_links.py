"""Addresses elsewhere that datasets name, and what the nightly check found there.

Revision ID: 0030_links
Revises: 0029_usage
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0030_links"
down_revision = "0029_usage"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dtts_link",
        sa.Column("address", sa.Text, primary_key=True),
        sa.Column("checked", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rule", sa.Text, nullable=True),
        sa.Column("said", JSONB, nullable=True),
        sa.CheckConstraint("(failures > 0) = (failing_since IS NOT NULL)", name="dtts_link_failing"),
        sa.CheckConstraint("(failures > 0) = (said IS NOT NULL)", name="dtts_link_said"),
    )
    op.create_index("dtts_link_by_check", "dtts_link", ["checked"])


def downgrade() -> None:
    op.drop_table("dtts_link")
