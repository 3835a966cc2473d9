"""How often a run was taken up without coming further, and when it may be taken up again.

Revision ID: 0022_harvest_tries
Revises: 0022_finance
"""

import sqlalchemy as sa
from alembic import op

revision = "0022_harvest_tries"
down_revision = "0022_finance"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("dtts_run", sa.Column("tries", sa.Integer, nullable=False, server_default="0"))
    op.add_column("dtts_run", sa.Column("run_after", sa.DateTime(timezone=True)))
    op.alter_column("dtts_run", "tries", server_default=None)
    op.drop_column("dtts_record", "times")


def downgrade() -> None:
    op.add_column("dtts_record", sa.Column("times", sa.Integer, nullable=False, server_default="1"))
    op.drop_column("dtts_run", "run_after")
    op.drop_column("dtts_run", "tries")
