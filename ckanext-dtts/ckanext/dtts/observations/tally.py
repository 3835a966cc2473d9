"""What the store keeps about its rows: how many of each kind, and when they last changed."""

from __future__ import annotations

import uuid
from collections.abc import Collection

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import ObservationCount
from ckanext.dtts.model.columns import now

COUNTED = tuple(
    column.name for column in sa.inspect(ObservationCount).columns if column.name not in ("table_id", "rows")
)
_LISTED = ", ".join(COUNTED)
_CLEAR = sa.text("DELETE FROM dtts_observation_count WHERE table_id = :table")
_COUNT = sa.text(
    f"INSERT INTO dtts_observation_count (table_id, {_LISTED}, rows)"  # noqa: S608
    f" SELECT table_id, {_LISTED}, count(*) FROM dtts_observation"
    f" WHERE table_id = :table AND superseded IS NULL GROUP BY table_id, {_LISTED}"
)
_NOTE = sa.text(
    "INSERT INTO dtts_observation_state VALUES (:table, :now)"
    " ON CONFLICT (table_id) DO UPDATE SET changed = excluded.changed"
)


def renew(tables: Collection[uuid.UUID]) -> None:
    """Count the rows of these tables anew and note that they changed, in the caller's transaction."""
    for table in tables:
        for statement in (_CLEAR, _COUNT, _NOTE):
            values = {"table": table, "now": now()} if statement is _NOTE else {"table": table}
            model.Session.execute(statement, values)
