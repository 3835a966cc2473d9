"""Rows of a table into the store: what is new is added, what is gone is superseded, the rest stays.

All in the caller's transaction: a reader sees the rows of before or of after, and never waits.
"""

from __future__ import annotations

import io
import uuid
from collections.abc import Collection
from typing import NamedTuple

import polars as pl
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Observation, Table, Version
from ckanext.dtts.model.columns import now

COLUMNS = (
    "freq", "indicator", "ref_area", "geo_version", "sex", "ethnic_group", "commune_region", "value_type",
    "time_period", "obs_value", "unit_measure", "unit_mult", "decimals", "obs_status", "conf_status",
    "comparability", "cumulation", "numerator", "denominator", "coverage_n", "coverage_d", "approval_level",
    "source", "report_id", "release_id", "last_update", "comment_obs", "method", "bound", "changes",
)  # fmt: skip
_LIST = ", ".join(COLUMNS)
_STAGE = sa.text(
    f"CREATE TEMPORARY TABLE dtts_incoming ON COMMIT DROP AS SELECT {_LIST}, content"  # noqa: S608
    " FROM dtts_observation WITH NO DATA"
)
# Everything that a row says, so that a row which a new version repeats stays the row it was.
_MARK = sa.text(f"UPDATE dtts_incoming SET content = md5(ROW({_LIST})::text)::uuid")  # noqa: S608
_SUPERSEDE = sa.text(
    """
    UPDATE dtts_observation AS old SET superseded = :now
     WHERE old.table_id = :table AND old.derived = :derived AND old.superseded IS NULL
       AND NOT EXISTS (SELECT FROM dtts_incoming AS new WHERE new.content = old.content)
    """
)
_ADD = sa.text(
    f"""
    INSERT INTO dtts_observation (table_id, version_id, derived, released, {_LIST}, content)
    SELECT :table, :version, :derived, :now, {_LIST}, content FROM dtts_incoming AS new
     WHERE NOT EXISTS (SELECT FROM dtts_observation AS old
                        WHERE old.table_id = :table AND old.derived = :derived AND old.superseded IS NULL
                          AND old.content = new.content)
    """  # noqa: S608
)


class Counts(NamedTuple):
    """Rows that were added and rows that were superseded."""

    added: int
    superseded: int


def load(frame: pl.DataFrame, table: Table, version: Version, *, derived: bool) -> Counts:
    """Make `frame`, whose columns are SDMX ids, the table's current rows of that kind."""
    connection = model.Session.connection()
    connection.execute(sa.text("DROP TABLE IF EXISTS dtts_incoming"))
    connection.execute(_STAGE)
    _copy(connection, _shaped(frame))
    connection.execute(_MARK)
    connection.execute(sa.text("CREATE INDEX ON dtts_incoming (content)"))
    connection.execute(sa.text("ANALYZE dtts_incoming"))
    asked = {"table": table.id, "derived": derived, "now": now()}
    superseded = connection.execute(_SUPERSEDE, asked).rowcount
    return Counts(connection.execute(_ADD, {**asked, "version": version.id}).rowcount, superseded)


def drop(table_id: uuid.UUID) -> int:
    """Supersede every current row of a table; returns how many."""
    gone = sa.update(Observation).where(Observation.superseded.is_(None), Observation.table_id == table_id)
    return int(model.Session.execute(gone.values(superseded=now())).rowcount)


def drop_all_but(tables: Collection[uuid.UUID]) -> int:
    """Supersede the current rows of every table but these; returns how many."""
    gone = sa.update(Observation).where(Observation.superseded.is_(None), Observation.table_id.not_in(tables))
    return int(model.Session.execute(gone.values(superseded=now())).rowcount)


def _shaped(frame: pl.DataFrame) -> pl.DataFrame:
    """Exactly the store's columns; those that the frame lacks are null."""
    given = frame.rename({name: name.lower() for name in frame.columns})
    if "changes" in given.columns:
        given = given.with_columns(pl.col("changes").list.join("; "))
    absent = [pl.lit(None, pl.String).alias(name) for name in COLUMNS if name not in given.columns]
    return given.with_columns(absent).select(COLUMNS)


def _copy(connection: sa.Connection, frame: pl.DataFrame) -> None:
    text = io.BytesIO()
    frame.write_csv(text, include_header=False)
    text.seek(0)
    cursor = connection.connection.cursor()
    cursor.copy_expert(f"COPY dtts_incoming ({_LIST}) FROM STDIN (FORMAT csv)", text)
