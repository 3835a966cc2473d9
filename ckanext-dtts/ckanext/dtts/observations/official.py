"""Official assessments of targets, from the published tables that hold them."""

from __future__ import annotations

from functools import lru_cache

import polars as pl

from ckanext.dtts.observations.published import tables_of
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
    return tuple(sorted((*each.file, each.origin.demo) for each in tables_of(SCHEMA)))


@lru_cache(maxsize=2)
def _read(sources: tuple[Source, ...]) -> tuple[Official, ...]:
    found: list[Official] = []
    for sha256, size, demo in sources:
        with blobs.local_path(blobs.Blob(sha256, size)) as path:
            found += [official_of(row, demo=demo) for row in pl.read_parquet(path).iter_rows(named=True)]
    return tuple(found)
