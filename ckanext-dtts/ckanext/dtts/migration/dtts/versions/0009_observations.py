"""The store of observations that published tables feed.

Revision ID: 0009_observations
Revises: 0001_the_road
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

revision = "0009_observations"
down_revision = "0001_the_road"
branch_labels = None
depends_on = None

DIMENSIONS = (
    "freq",
    "indicator",
    "ref_area",
    "geo_version",
    "sex",
    "ethnic_group",
    "commune_region",
    "value_type",
    "time_period",
)
SORTED = (
    "indicator",
    "ref_area",
    "geo_version",
    "sex",
    "ethnic_group",
    "commune_region",
    "value_type",
    "time_period",
    "freq",
    "seq",
)
TEXTS = (
    "unit_measure",
    "conf_status",
    "comparability",
    "cumulation",
    "approval_level",
    "source",
    "report_id",
    "release_id",
    "last_update",
    "comment_obs",
    "method",
    "changes",
)
NUMBERS = ("obs_value", "numerator", "denominator", "bound")
CURRENT = sa.text("superseded IS NULL")


def upgrade() -> None:
    """Create the table; slices of current rows, a place's rows and the past have an index each."""
    op.create_table(
        "dtts_observation",
        sa.Column("seq", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("table_id", UUID(as_uuid=True), sa.ForeignKey("dtts_table.id"), nullable=False),
        sa.Column("version_id", UUID(as_uuid=True), sa.ForeignKey("dtts_version.id"), nullable=False),
        sa.Column("derived", sa.Boolean, nullable=False),
        sa.Column("content", UUID(as_uuid=True), nullable=False),
        sa.Column("released", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded", sa.DateTime(timezone=True)),
        *(sa.Column(name, sa.Text, nullable=False) for name in (*DIMENSIONS, "obs_status")),
        *(sa.Column(name, sa.Text) for name in TEXTS),
        *(sa.Column(name, sa.Double) for name in NUMBERS),
        sa.Column("unit_mult", sa.SmallInteger),
        sa.Column("decimals", sa.SmallInteger),
        sa.Column("coverage_n", sa.Integer),
        sa.Column("coverage_d", sa.Integer),
    )
    op.create_index("dtts_observation_slice", "dtts_observation", SORTED, postgresql_where=CURRENT)
    op.create_index(
        "dtts_observation_content", "dtts_observation", ["table_id", "content"], postgresql_where=CURRENT
    )
    op.create_index("dtts_observation_area", "dtts_observation", ["ref_area", "indicator", "time_period"])
    op.create_index(
        "dtts_observation_past",
        "dtts_observation",
        ["indicator", "released"],
        postgresql_where=sa.text("superseded IS NOT NULL"),
    )


def downgrade() -> None:
    """Drop the table; it can be filled again from the published versions."""
    op.drop_table("dtts_observation")
