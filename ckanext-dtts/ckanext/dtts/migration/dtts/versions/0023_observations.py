"""Observations in the order of their bytes, with small indexes, their counts and the moment of their change.

Revision ID: 0023_observations
Revises: 0022_harvest_tries
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

revision = "0023_observations"
down_revision = "0022_harvest_tries"
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
COUNTED = tuple(name for name in DIMENSIONS if name != "ref_area")
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
CURRENT = sa.text("superseded IS NULL")
NEW = {
    "dtts_observation_slice": ["indicator", "ref_area"],
    "dtts_observation_area": ["ref_area", "indicator"],
    "dtts_observation_period": ["indicator", "time_period", "ethnic_group", "sex"],
    "dtts_observation_group": ["ethnic_group", "time_period", "sex"],
    "dtts_observation_kind": ["value_type", "commune_region", "geo_version", "time_period"],
    "dtts_observation_table": ["table_id", "derived"],
}
# What is asked as of a moment reads current and past rows alike.
WITH_PAST = ("dtts_observation_slice",)
KEYS = {"table_id": "dtts_table", "version_id": "dtts_version"}
OLD = {
    "dtts_observation_slice": (SORTED, CURRENT),
    "dtts_observation_content": (("table_id", "content"), CURRENT),
    "dtts_observation_area": (("ref_area", "indicator", "time_period"), None),
    "dtts_observation_past": (("indicator", "released"), sa.text("superseded IS NOT NULL")),
}


def upgrade() -> None:
    """Codes compare by their bytes: they are ASCII, and the language's order made each comparison dear."""
    for name in OLD:
        op.drop_index(name, "dtts_observation")
    # Checking two keys took a third of a load. `store.load` is given both rows by its caller, and
    # `ckan dtts reconcile` finds what belongs to no published table.
    for name in KEYS:
        op.drop_constraint(f"dtts_observation_{name}_fkey", "dtts_observation", type_="foreignkey")
    _collate("C")
    for name, columns in NEW.items():
        where = None if name in WITH_PAST else CURRENT
        op.create_index(name, "dtts_observation", columns, postgresql_where=where)
    op.create_table(
        "dtts_observation_count",
        _table(),
        *(sa.Column(name, sa.Text(collation="C"), primary_key=True) for name in COUNTED),
        sa.Column("rows", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "dtts_observation_state",
        _table(),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
    )
    listed = ", ".join(("table_id", *COUNTED))
    op.execute(
        f"INSERT INTO dtts_observation_count ({listed}, rows) SELECT {listed}, count(*) FROM dtts_observation"  # noqa: S608
        f" WHERE superseded IS NULL GROUP BY {listed}"
    )
    op.execute(
        "INSERT INTO dtts_observation_state SELECT table_id, greatest(max(released), max(superseded))"
        " FROM dtts_observation GROUP BY table_id"
    )


def downgrade() -> None:
    """The indexes of before."""
    op.drop_table("dtts_observation_state")
    op.drop_table("dtts_observation_count")
    for name in NEW:
        op.drop_index(name, "dtts_observation")
    _collate("default")
    for name, table in KEYS.items():
        op.create_foreign_key(f"dtts_observation_{name}_fkey", "dtts_observation", table, [name], ["id"])
    for name, (columns, where) in OLD.items():
        op.create_index(name, "dtts_observation", list(columns), postgresql_where=where)


def _collate(collation: str) -> None:
    changes = (f'ALTER COLUMN {name} TYPE text COLLATE "{collation}"' for name in DIMENSIONS)
    op.execute(f"ALTER TABLE dtts_observation {', '.join(changes)}")


def _table() -> sa.Column:
    return sa.Column("table_id", UUID(as_uuid=True), sa.ForeignKey("dtts_table.id"), primary_key=True)
