"""The store of money that published tables feed.

Revision ID: 0022_finance
Revises: 0021_harvest
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

revision = "0022_finance"
down_revision = "0021_harvest"
branch_labels = None
depends_on = None

ORDER = (
    "programme", "item", "ref_area", "year_from", "year_to", "source", "nature", "plan_kind", "as_of",
    "stage",
)  # fmt: skip
YEARS = ("year_from", "year_to")
TEXTS = (*(name for name in ORDER if name not in YEARS), "printed_unit", "obs_status")
CURRENT = sa.text("superseded IS NULL")


def upgrade() -> None:
    """Create the table; slices and tables of current rows have an index each."""
    op.create_table(
        "dtts_finance",
        sa.Column("seq", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("table_id", UUID(as_uuid=True), sa.ForeignKey("dtts_table.id"), nullable=False),
        sa.Column("version_id", UUID(as_uuid=True), sa.ForeignKey("dtts_version.id"), nullable=False),
        sa.Column("content", UUID(as_uuid=True), nullable=False),
        sa.Column("released", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded", sa.DateTime(timezone=True)),
        *(sa.Column(name, sa.Text, nullable=False) for name in TEXTS),
        *(sa.Column(name, sa.Integer, nullable=False) for name in YEARS),
        sa.Column("amount", sa.BigInteger),
        sa.Column("printed", sa.Double),
        sa.Column("approximate", sa.Boolean, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("evidence", "name", "note")),
    )
    op.create_index("dtts_finance_slice", "dtts_finance", [*ORDER, "seq"], postgresql_where=CURRENT)
    op.create_index("dtts_finance_table", "dtts_finance", ["table_id"], postgresql_where=CURRENT)


def downgrade() -> None:
    op.drop_table("dtts_finance")
