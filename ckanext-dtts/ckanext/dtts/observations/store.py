"""Rows of a table into the store: what is new is added, what is gone is superseded, the rest stays.

All in the caller's transaction: a reader sees the rows of before or of after, and never waits.
"""

from __future__ import annotations

import io
import uuid
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

import polars as pl
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Observation, Table, Version
from ckanext.dtts.model.columns import now
from ckanext.dtts.model.observation import KEY
from ckanext.dtts.observations import tally

COLUMNS = (
    "freq", "indicator", "ref_area", "geo_version", "sex", "ethnic_group", "commune_region", "value_type",
    "time_period", "obs_value", "unit_measure", "unit_mult", "decimals", "obs_status", "conf_status",
    "comparability", "cumulation", "numerator", "denominator", "coverage_n", "coverage_d", "approval_level",
    "source", "report_id", "release_id", "last_update", "comment_obs", "method", "bound", "changes",
)  # fmt: skip
_LIST = ", ".join(COLUMNS)
_STAGE = sa.text(
    f"CREATE TEMPORARY TABLE dtts_incoming ON COMMIT DROP AS SELECT {_LIST}"  # noqa: S608
    " FROM dtts_observation WITH NO DATA"
)
# Everything that a row says, so that a row which a new version repeats stays the row it was.
_MARK = sa.text(
    "CREATE TEMPORARY TABLE dtts_marked ON COMMIT DROP AS"  # noqa: S608
    f" SELECT {_LIST}, md5(ROW({_LIST})::text)::uuid AS content FROM dtts_incoming"
)
_CURRENT = "table_id = :table AND derived = :derived AND superseded IS NULL"
_SUPERSEDE = sa.text(
    f"UPDATE dtts_observation AS old SET superseded = :now WHERE {_CURRENT}"  # noqa: S608
    " AND NOT EXISTS (SELECT FROM dtts_marked AS new WHERE new.content = old.content)"
)
# What was made and made again for one moment was at no time public.
_NEVER = sa.text(
    "DELETE FROM dtts_observation WHERE table_id = :table AND derived = :derived AND superseded = :now"
    " AND released >= superseded"
)
# Laid down in the order in which they are read, so that a slice is a few neighbouring pages.
_ADD = sa.text(
    f"""
    INSERT INTO dtts_observation (table_id, version_id, derived, released, {_LIST}, content)
    SELECT :table, :version, :derived, :now, {_LIST}, content FROM dtts_marked AS new
     WHERE NOT EXISTS (SELECT FROM dtts_observation AS old WHERE {_CURRENT} AND old.content = new.content)
     ORDER BY {", ".join(KEY)}
    """  # noqa: S608
)
_PART = 200_000
# For the sort of a large table; given back at the end of the transaction.
_ROOM = sa.text("SET LOCAL work_mem = '128MB'")


class Counts(NamedTuple):
    """Rows that were added and rows that were superseded."""

    added: int
    superseded: int


def load(
    frame: pl.DataFrame, table: Table, version: Version, *, derived: bool, at: datetime | None = None
) -> Counts:
    """Make `frame`, whose columns are SDMX ids, the table's current rows of that kind.

    They are so from `at` on, the moment of the version's publication; from now on unless told.
    """
    connection = model.Session.connection()
    connection.execute(sa.text("DROP TABLE IF EXISTS dtts_incoming, dtts_marked"))
    connection.execute(_ROOM)
    connection.execute(_STAGE)
    _copy(connection, _shaped(frame))
    connection.execute(_MARK)
    connection.execute(sa.text("ANALYZE dtts_marked"))
    asked = {"table": table.id, "derived": derived, "now": at or now()}
    superseded = connection.execute(_SUPERSEDE, asked).rowcount
    connection.execute(_NEVER, asked)
    counts = Counts(connection.execute(_ADD, {**asked, "version": version.id}).rowcount, superseded)
    if any(counts):
        tally.renew([table.id])
    return counts


def drop(table_id: uuid.UUID, at: datetime | None = None) -> int:
    """Supersede every current row of a table, from `at` on; returns how many."""
    return _drop(Observation.table_id == table_id, at)


def drop_all_but(tables: Collection[uuid.UUID]) -> int:
    """Supersede the current rows of every table but these; returns how many."""
    return _drop(Observation.table_id.not_in(tables))


def _drop(which: sa.ColumnElement[bool], at: datetime | None = None) -> int:
    current = sa.and_(Observation.superseded.is_(None), which)
    tables = model.Session.scalars(sa.select(Observation.table_id).where(current).distinct()).all()
    gone = sa.update(Observation).where(current).values(superseded=at or now())
    dropped = int(model.Session.execute(gone).rowcount)
    tally.renew(tables)
    return dropped


def _shaped(frame: pl.DataFrame) -> pl.DataFrame:
    """Exactly the store's columns; those that the frame lacks are null."""
    given = frame.rename({name: name.lower() for name in frame.columns})
    if "changes" in given.columns:
        given = given.with_columns(pl.col("changes").list.join("; "))
    absent = [pl.lit(None, pl.String).alias(name) for name in COLUMNS if name not in given.columns]
    return given.with_columns(absent).select(COLUMNS)


def _copy(connection: sa.Connection, frame: pl.DataFrame) -> None:
    cursor = connection.connection.cursor()
    for part in frame.iter_slices(_PART):
        text = io.BytesIO()
        part.write_csv(text, include_header=False)
        text.seek(0)
        cursor.copy_expert(f"COPY dtts_incoming ({_LIST}) FROM STDIN (FORMAT csv)", text)
