"""What a sender says about a file, where a corrected copy comes from, and mappings that are kept.

Revision ID: 0011_answers
Revises: 0010_register_versions
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

revision = "0011_answers"
down_revision = "0010_register_versions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    empty = sa.text("'{}'::jsonb")
    op.add_column("dtts_submission", sa.Column("answers", JSONB, nullable=False, server_default=empty))
    op.add_column(
        "dtts_submission",
        sa.Column("origin_id", UUID(as_uuid=True), sa.ForeignKey("dtts_submission.id"), nullable=True),
    )
    op.create_table(
        "dtts_mapping",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("agency_id", sa.Text, nullable=False),
        sa.Column("schema_name", sa.Text, nullable=False),
        sa.Column("layout", sa.CHAR(64), nullable=False),
        sa.Column("mapping", JSONB, nullable=False),
        sa.Column("actor_id", sa.Text, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("agency_id", "schema_name", "layout", name="dtts_mapping_layout"),
    )


def downgrade() -> None:
    op.drop_table("dtts_mapping")
    op.drop_column("dtts_submission", "origin_id")
    op.drop_column("dtts_submission", "answers")
