"""Visits as they were written down on the spot, and their photos.

Revision ID: 0026_field_visits
Revises: 0025_follow_up
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

revision = "0026_field_visits"
down_revision = "0025_follow_up"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dtts_field_visit",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("owner_id", sa.Text, sa.ForeignKey("user.id", ondelete="CASCADE"), nullable=False),
        sa.Column("package_id", sa.Text, nullable=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("said", JSONB, nullable=False),
        sa.Column("parts", JSONB, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('draft', 'sent', 'done', 'stopped')", name="dtts_field_visit_state"),
    )
    op.create_index("dtts_field_visit_by_owner", "dtts_field_visit", ["owner_id", "changed"])
    op.create_index("dtts_field_visit_by_dataset", "dtts_field_visit", ["package_id", "state"])
    op.create_table(
        "dtts_visit_photo",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column(
            "visit_id",
            UUID(as_uuid=True),
            sa.ForeignKey("dtts_field_visit.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("site", sa.Integer, nullable=False),
        sa.Column("sha256", sa.CHAR(64), nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("visit_id", "sha256", name="dtts_visit_photo_once"),
    )


def downgrade() -> None:
    op.drop_table("dtts_visit_photo")
    op.drop_table("dtts_field_visit")
