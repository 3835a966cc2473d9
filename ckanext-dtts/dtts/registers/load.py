"""Registers as frames of text, for checks and joins."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import polars as pl

from dtts.catalogue import schemas_path
from dtts.registers.rows import columns_of, rows_of


def register(name: str, folder: Path | None = None) -> pl.DataFrame:
    """All rows of a register as text, blank cells null, columns as in its table schema.

    `places` is what a place column may refer to: the whole country (VN), the units of both epochs and
    those retired 2021-2025. UsageError lists the known names when there is no such register.
    """
    return _register(name, folder or schemas_path() / "registers")


def keys(
    name: str, fields: Sequence[str], folder: Path | None = None, optional: Sequence[str] = ()
) -> pl.DataFrame:
    """The distinct values of `fields` in a register; rows with an empty part are left out.

    The columns `optional` come with them and may be empty.
    """
    columns = register(name, folder).select(*fields, *optional)
    return columns.drop_nulls(list(fields)).unique(maintain_order=True)


@lru_cache(maxsize=64)
def _register(name: str, folder: Path) -> pl.DataFrame:
    rows = list(rows_of(name, folder))
    columns = columns_of(name)
    return pl.DataFrame(
        {column: [row[column] for row in rows] for column in columns}, dict.fromkeys(columns, pl.String)
    )
