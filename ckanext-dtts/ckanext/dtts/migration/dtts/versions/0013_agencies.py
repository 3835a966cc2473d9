"""The place and the rules of each agency, and every change of them.

Revision ID: 0013_agencies
Revises: 0012_remembered
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

revision = "0013_agencies"
down_revision = "0012_remembered"
branch_labels = None
depends_on = None

_KEPT = """
    CREATE OR REPLACE FUNCTION dtts_agency_change_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'dtts_agency_change is append-only: % refused', TG_OP; END $$;
    CREATE TRIGGER dtts_agency_change_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON dtts_agency_change
        FOR EACH STATEMENT EXECUTE FUNCTION dtts_agency_change_kept();
"""


def upgrade() -> None:
    """Add both tables; what was changed of an agency is kept also when the agency is gone."""
    op.create_table(
        "dtts_agency",
        sa.Column("agency_id", sa.Text, sa.ForeignKey("group.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("area_id", sa.Text),
        sa.Column("approval", sa.Text),
        sa.Column("one_person", sa.Boolean, nullable=False),
        sa.Column("register_id", sa.Text),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Text, nullable=False),
        sa.CheckConstraint("approval IN ('person', 'auto')", name="dtts_agency_approval"),
        sa.CheckConstraint("area_id LIKE '%_@_%'", name="dtts_agency_area"),
    )
    op.create_table(
        "dtts_agency_change",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("seq", sa.BigInteger, sa.Identity(), unique=True, nullable=False),
        sa.Column("agency_id", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("subject", sa.Text),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
        sa.CheckConstraint("actor <> ''", name="dtts_agency_change_has_actor"),
        sa.CheckConstraint("before IS DISTINCT FROM after", name="dtts_agency_change_changes"),
        sa.Index("dtts_agency_change_by_agency", "agency_id", "seq"),
    )
    op.execute(_KEPT)


def downgrade() -> None:
    """Take both tables away."""
    op.drop_table("dtts_agency_change")
    op.execute("DROP FUNCTION dtts_agency_change_kept()")
    op.drop_table("dtts_agency")
