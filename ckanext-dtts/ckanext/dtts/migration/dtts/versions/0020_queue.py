"""The order of the queue of those who decide: by state, longest waiting first.

Revision ID: 0020_queue
Revises: 0019_log
"""

from alembic import op

revision = "0020_queue"
down_revision = "0019_log"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("dtts_submission_queue", "dtts_submission", ["state", "created", "id"])


def downgrade() -> None:
    op.drop_index("dtts_submission_queue", "dtts_submission")
