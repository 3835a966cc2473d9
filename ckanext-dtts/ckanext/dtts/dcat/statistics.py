"""What a statistical dataset measures: read from the published files of its tables of observations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import polars as pl
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Table, Version
from ckanext.dtts.observations.follow import feeds
from ckanext.dtts.road import blobs
from dtts.catalogue import table_schema

SCHEMA = "observation"
MEASURE, TIME, UNIT, INDICATOR = "OBS_VALUE", "TIME_PERIOD", "UNIT_MEASURE", "INDICATOR"


@dataclass(frozen=True)
class Measured:
    """`series` counts what differs in any dimension but time; `units`, `indicators` and `frequencies` are the
    codes that occur."""

    series: int
    units: frozenset[str]
    indicators: frozenset[str]
    frequencies: frozenset[str]


def dimensions() -> tuple[str, ...]:
    """The columns that name a value, in the order of the key."""
    return table_schema(SCHEMA).primary_key


def attributes() -> tuple[str, ...]:
    """The columns that say something of a value."""
    return tuple(name for name in table_schema(SCHEMA).field_names if name not in (*dimensions(), MEASURE))


def measured(dataset: dict[str, Any]) -> Measured | None:
    """Of all tables of a dataset (as `package_show` gives it) that hold observations; None without any."""
    query = sa.select(Version).join(Table, Table.current_version_id == Version.id)
    found = model.Session.scalars(query.where(Table.package_id == dataset["id"]).order_by(Table.created))
    told = [_of(one.parquet_sha256, one.parquet_size) for one in found if feeds(one.schema_name)]
    if not told:
        return None
    return Measured(
        sum(one.series for one in told),
        frozenset().union(*(one.units for one in told)),
        frozenset().union(*(one.indicators for one in told)),
        frozenset().union(*(one.frequencies for one in told)),
    )


@lru_cache(maxsize=2048)
def _of(sha256: str, size: int) -> Measured:
    """Of one file, which is known by its hash: a version is measured once in each process."""
    series = [name for name in dimensions() if name != TIME]
    with blobs.local_path(blobs.Blob(sha256, size)) as path:
        frame = pl.scan_parquet(path).select(*series, UNIT).unique().collect()
    return Measured(
        frame.select(series).n_unique(),
        frozenset(frame[UNIT].drop_nulls()),
        frozenset(frame[INDICATOR].drop_nulls()),
        frozenset(frame["FREQ"].drop_nulls()),
    )
