"""How a submission was read by a mapping that its agency had confirmed before.

Revision ID: 0012_remembered
Revises: 0011_answers
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0012_remembered"
down_revision = "0011_answers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("dtts_submission", sa.Column("remembered", JSONB, nullable=True))


def downgrade() -> None:
    op.drop_column("dtts_submission", "remembered")
