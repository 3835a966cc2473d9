"""The rows of tables as pages and stores read them: from the Parquet file of a version.

The bytes of a file never change, so that what was made of them is kept by a process. A file that is lost is
dealt with here: it is logged and gives nothing, since a page that shows other things beside it must not go
with it; `ckan dtts reconcile` finds it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

import polars as pl

from ckanext.dtts.model import Version
from ckanext.dtts.road import blobs

log = logging.getLogger(__name__)

KEPT = 512
"""Files of which a process keeps what it made: more than the tables of monitoring of all provinces."""

Row = Mapping[str, Any]
Rows = tuple[Row, ...]
Made = TypeVar("Made")


def file_of(version: Version) -> blobs.Blob:
    """The Parquet file of a version."""
    return blobs.Blob(version.parquet_sha256, version.parquet_size)


def read(file: blobs.Blob) -> pl.DataFrame:
    """All rows; OSError where the file is lost."""
    with blobs.local_path(file) as path:
        return pl.read_parquet(path)


def kept(make: Callable[..., Made], file: blobs.Blob, *given: Hashable) -> Made:
    """What `make(rows, *given)` makes of a file, made once; OSError where the file is lost.

    `make` is a function of a module: one that is made anew each time would be another one to the memory.
    """
    made: Made = _kept(make, file, *given)
    return made


def found(make: Callable[..., Made], file: blobs.Blob, *given: Hashable) -> Made | None:
    """As `kept`; None where the file is lost, which is logged."""
    try:
        return kept(make, file, *given)
    except OSError:
        log.exception("the file %s of a table cannot be read", file.sha256)
        return None


def rows(frame: pl.DataFrame) -> Rows:
    """Every row as a mapping of all columns, in their order."""
    return tuple(frame.iter_rows(named=True))


def whole(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows as they are, for who keeps the table itself."""
    return frame


@lru_cache(maxsize=KEPT)
def _kept(make: Callable[..., Any], file: blobs.Blob, *given: Hashable) -> Any:
    return make(read(file), *given)
