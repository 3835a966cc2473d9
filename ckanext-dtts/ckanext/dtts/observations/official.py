"""Official assessments of targets, from the published tables that hold them."""

from __future__ import annotations

import polars as pl

from ckanext.dtts.observations.published import tables_of
from ckanext.dtts.road import blobs, frames
from dtts.indicators.official import SCHEMA, Official, official_of

Source = tuple[blobs.Blob, bool]
"""A file, and whether its dataset is demonstration data."""


def listed() -> tuple[Official, ...]:
    """Everything that offices say and the public may read, of all indicators."""
    return tuple(one for file, demo in _sources() for one in frames.found(_officials, file, demo) or ())


def tag() -> str:
    """A word that changes when what `listed` gives does; one statement, no file is read."""
    return str(_sources())


def _sources() -> tuple[Source, ...]:
    return tuple(sorted((each.file, each.origin.demo) for each in tables_of(SCHEMA)))


def _officials(rows: pl.DataFrame, demo: bool) -> tuple[Official, ...]:
    return tuple(official_of(row, demo=demo) for row in rows.iter_rows(named=True))
