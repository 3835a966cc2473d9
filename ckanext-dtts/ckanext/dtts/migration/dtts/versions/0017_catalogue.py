"""The catalogue of what must be published: entries, every change of them, and what was reminded of.

Revision ID: 0017_catalogue
Revises: 0016_difference
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

revision = "0017_catalogue"
down_revision = "0016_difference"
branch_labels = None
depends_on = None

_KEPT = """
    CREATE OR REPLACE FUNCTION dtts_entry_change_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'dtts_entry_change is append-only: % refused', TG_OP; END $$;
    CREATE TRIGGER dtts_entry_change_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON dtts_entry_change
        FOR EACH STATEMENT EXECUTE FUNCTION dtts_entry_change_kept();
"""
_TEXTS = ("code", "name", "agency_id", "area_id", "frequency", "due", "first_period")
_OPTIONAL = ("name_en", "legal_basis", "provenance", "note", "package_id", "slug")


def upgrade() -> None:
    """Add the tables; an entry is never deleted, so that its changes keep what they are about."""
    op.create_table(
        "dtts_entry",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in _TEXTS),
        *(sa.Column(name, sa.Text) for name in _OPTIONAL),
        sa.Column("ended", sa.Date),
        sa.Column("demo", sa.Boolean, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("code", name="dtts_entry_code_key"),
        sa.CheckConstraint("code <> '' AND name <> '' AND agency_id <> ''", name="dtts_entry_named"),
        sa.CheckConstraint("(package_id IS NULL) = (slug IS NULL)", name="dtts_entry_table"),
    )
    op.create_index("dtts_entry_by_agency", "dtts_entry", ["agency_id"])
    op.create_index("dtts_entry_by_table", "dtts_entry", ["package_id", "slug"])
    op.create_table(
        "dtts_entry_change",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("seq", sa.BigInteger, sa.Identity(), unique=True, nullable=False),
        sa.Column("entry_id", UUID(as_uuid=True), sa.ForeignKey("dtts_entry.id"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("actor_kind", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("fields", JSONB, nullable=False),
        sa.Column("content", JSONB, nullable=False),
        sa.CheckConstraint("actor <> ''", name="dtts_entry_change_has_actor"),
        sa.CheckConstraint("actor_kind IN ('person', 'policy')", name="dtts_entry_change_actor_kind"),
        sa.Index("dtts_entry_change_by_entry", "entry_id", "seq"),
    )
    op.execute(_KEPT)
    version = sa.ForeignKey("dtts_version.id", ondelete="CASCADE")
    op.create_table(
        "dtts_coverage",
        sa.Column("version_id", UUID(as_uuid=True), version, primary_key=True),
        sa.Column("spans", JSONB, nullable=False),
    )
    op.create_table(
        "dtts_reminder",
        sa.Column("entry_id", UUID(as_uuid=True), sa.ForeignKey("dtts_entry.id"), primary_key=True),
        sa.Column("obligation", sa.Text, primary_key=True),
        sa.Column("days", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    """Take the tables away."""
    for table in ("dtts_reminder", "dtts_coverage", "dtts_entry_change"):
        op.drop_table(table)
    op.execute("DROP FUNCTION dtts_entry_change_kept()")
    op.drop_table("dtts_entry")
