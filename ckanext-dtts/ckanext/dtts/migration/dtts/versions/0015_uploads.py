"""Files that come in pieces, drafts of what is to be sent, and how many rows a check has seen.

Revision ID: 0015_uploads
Revises: 0014_notices
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

revision = "0015_uploads"
down_revision = "0014_notices"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _uploads()
    _drafts()
    op.add_column("dtts_submission", sa.Column("progress_rows", sa.BigInteger, nullable=True))


def downgrade() -> None:
    op.drop_column("dtts_submission", "progress_rows")
    op.drop_table("dtts_draft")
    op.drop_table("dtts_upload")


def _uploads() -> None:
    op.create_table(
        "dtts_upload",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("owner_id", sa.Text, sa.ForeignKey("user.id", ondelete="CASCADE"), nullable=False),
        sa.Column("filename", sa.Text, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("received", sa.BigInteger, nullable=False),
        sa.Column("sha256", sa.CHAR(64), nullable=True),
        sa.Column("writer", UUID(as_uuid=True), nullable=True),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("received >= 0 AND received <= size", name="dtts_upload_within_size"),
        sa.CheckConstraint("(received = size) = (sha256 IS NOT NULL)", name="dtts_upload_hashed_when_whole"),
    )
    op.create_index("dtts_upload_by_owner", "dtts_upload", ["owner_id"])
    op.create_index("dtts_upload_expiring", "dtts_upload", ["expires"])


def _drafts() -> None:
    op.create_table(
        "dtts_draft",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("owner_id", sa.Text, sa.ForeignKey("user.id", ondelete="CASCADE"), nullable=False),
        sa.Column("agency_id", sa.Text, nullable=True),
        sa.Column(
            "upload_id",
            UUID(as_uuid=True),
            sa.ForeignKey("dtts_upload.id", ondelete="SET NULL"),
            nullable=True,
        ),
        sa.Column("said", JSONB, nullable=False),
        sa.Column("found", JSONB, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("dtts_draft_by_owner", "dtts_draft", ["owner_id", "changed"])
    op.create_index("dtts_draft_expiring", "dtts_draft", ["expires"])
    op.create_index("ix_dtts_draft_upload_id", "dtts_draft", ["upload_id"])
