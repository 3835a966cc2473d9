"""Who decided on all tables of a visit at once.

Revision ID: 0027_whole_visits
Revises: 0026_field_visits
"""

import sqlalchemy as sa
from alembic import op

revision = "0027_whole_visits"
down_revision = "0026_field_visits"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("dtts_field_visit", sa.Column("approved_by", sa.Text, nullable=True))


def downgrade() -> None:
    op.drop_column("dtts_field_visit", "approved_by")
