"""What a submission changes against the version that the public read when it was compared.

Revision ID: 0016_difference
Revises: 0015_uploads
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

revision = "0016_difference"
down_revision = "0015_uploads"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("dtts_submission", sa.Column("difference", JSONB, nullable=True))
    op.add_column("dtts_submission", sa.Column("changes", JSONB, nullable=True))
    op.add_column("dtts_submission", sa.Column("compared_with", UUID(as_uuid=True), nullable=True))


def downgrade() -> None:
    for column in ("compared_with", "changes", "difference"):
        op.drop_column("dtts_submission", column)
