"""Mails that can never be sent, with the mail server's last answer.

Revision ID: 0018_mail_given_up
Revises: 0017_catalogue
"""

import sqlalchemy as sa
from alembic import op

revision = "0018_mail_given_up"
down_revision = "0017_catalogue"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("dtts_mail", sa.Column("given_up", sa.DateTime(timezone=True)))
    op.add_column("dtts_mail", sa.Column("code", sa.Integer))


def downgrade() -> None:
    op.drop_column("dtts_mail", "code")
    op.drop_column("dtts_mail", "given_up")
