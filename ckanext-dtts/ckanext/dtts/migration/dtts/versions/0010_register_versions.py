"""Versions of registers, and the canonical files of a submission beside it.

Revision ID: 0010_register_versions
Revises: 0009_observations
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

revision = "0010_register_versions"
down_revision = "0009_observations"
branch_labels = None
depends_on = None

# Publications that wait read the files from the submission from now on.
_FILES_OF_EARLIER = """
    UPDATE dtts_submission SET files = job.steps -> 'read'
      FROM dtts_job AS job
     WHERE job.kind = 'examine' AND job.payload ->> 'submission_id' = dtts_submission.id::text
       AND (job.steps -> 'read' ->> 'valid')::boolean
"""


def upgrade() -> None:
    """Add the table and both columns, and fill in what earlier examinations left in their jobs."""
    op.create_table(
        "dtts_register_version",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("register", sa.Text, nullable=False),
        sa.Column("base", sa.CHAR(64), nullable=False),
        sa.Column("legal_basis", sa.Text, nullable=False),
        sa.Column("filename", sa.Text, nullable=False),
        sa.Column("sha256", sa.CHAR(64), nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("summary", JSONB, nullable=False),
        sa.Column("actor_id", sa.Text, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("legal_basis <> ''", name="dtts_register_version_has_basis"),
        sa.Index("dtts_register_version_by_register", "register", "created"),
    )
    op.add_column("dtts_submission", sa.Column("files", JSONB))
    op.add_column(
        "dtts_submission",
        sa.Column("register_version_id", UUID(as_uuid=True), sa.ForeignKey("dtts_register_version.id")),
    )
    op.create_index("ix_dtts_submission_register_version_id", "dtts_submission", ["register_version_id"])
    op.execute(_FILES_OF_EARLIER)


def downgrade() -> None:
    """Take both columns and the table away."""
    op.drop_column("dtts_submission", "register_version_id")
    op.drop_column("dtts_submission", "files")
    op.drop_table("dtts_register_version")
