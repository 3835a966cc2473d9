"""How often datasets were read, downloaded and asked for, by day.

Revision ID: 0029_usage
Revises: 0028_feedback
"""

import sqlalchemy as sa
from alembic import op

revision = "0029_usage"
down_revision = "0028_feedback"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dtts_usage",
        sa.Column("package_id", sa.Text, primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("kind", sa.Text(collation="C"), primary_key=True),
        sa.Column("epoch", sa.Text(collation="C"), primary_key=True),
        sa.Column("count", sa.BigInteger, nullable=False),
        sa.CheckConstraint("kind IN ('view', 'download', 'api')", name="dtts_usage_kind"),
    )


def downgrade() -> None:
    op.drop_table("dtts_usage")
