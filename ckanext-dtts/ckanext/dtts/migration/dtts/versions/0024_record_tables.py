"""The tables that came with a harvested dataset: version, SHA-256 and submission of each.

Revision ID: 0024_record_tables
Revises: 0023_observations
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0024_record_tables"
down_revision = "0023_observations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Records of before came without tables."""
    op.add_column("dtts_record", sa.Column("tables", JSONB, nullable=False, server_default="{}"))
    op.alter_column("dtts_record", "tables", server_default=None)


def downgrade() -> None:
    op.drop_column("dtts_record", "tables")
