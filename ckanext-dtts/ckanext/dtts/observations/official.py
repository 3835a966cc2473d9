"""Official assessments of targets, from the published tables that hold them."""

from __future__ import annotations

from functools import lru_cache

import polars as pl
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Table, Version
from ckanext.dtts.observations.visible import public
from ckanext.dtts.road import blobs
from dtts.indicators.official import SCHEMA, Official, official_of

Source = tuple[str, int, bool]
"""A file by its SHA-256 and size in bytes, and whether its dataset is demonstration data."""


def listed() -> tuple[Official, ...]:
    """Everything that offices say and the public may read, of all indicators."""
    return _read(_sources())


def tag() -> str:
    """A word that changes when what `listed` gives does; one statement, no file is read."""
    return str(_sources())


def _sources() -> tuple[Source, ...]:
    current = sa.select(Table.id, Version.parquet_sha256, Version.parquet_size).join(
        Version, Version.id == Table.current_version_id
    )
    rows = model.Session.execute(current.where(Version.schema_name == SCHEMA)).tuples().all()
    if not rows:
        return ()
    seen = public(Table.id.in_([table for table, _, _ in rows]))
    return tuple(sorted((sha256, size, seen[table].demo) for table, sha256, size in rows if table in seen))


@lru_cache(maxsize=2)
def _read(sources: tuple[Source, ...]) -> tuple[Official, ...]:
    found: list[Official] = []
    for sha256, size, demo in sources:
        with blobs.local_path(blobs.Blob(sha256, size)) as path:
            found += [official_of(row, demo=demo) for row in pl.read_parquet(path).iter_rows(named=True)]
    return tuple(found)
