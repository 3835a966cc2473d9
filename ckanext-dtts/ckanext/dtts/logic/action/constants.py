"""Columns of a table that hold one value in every row: said once, they need no column."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import ckan.plugins.toolkit as tk
import polars as pl
from ckan.logic import validate
from ckan.types import Context

from ckanext.dtts.logic import schema
from ckanext.dtts.road import blobs, lookup


@tk.side_effect_free
@validate(schema.by_address)
def dtts_table_constants(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """The columns of a table's current version with the one value that they hold.

    Args:
        dataset: name or id of the dataset
        table: the table's part of its address

    Returns:
        `{column: value}`, the value None for a column that is empty; nothing for tables of one row
    """
    tk.check_access("dtts_table_rows", context, data_dict)
    package = lookup.package(data_dict["dataset"])
    _table, version = lookup.published_version(package.id, data_dict["table"])
    return dict(_constants(blobs.Blob(version.parquet_sha256, version.parquet_size)))


@lru_cache(maxsize=512)
def _constants(blob: blobs.Blob) -> dict[str, Any]:
    """Read once for each version: its bytes never change."""
    with blobs.local_path(blob) as path:
        frame = pl.scan_parquet(path)
        counts = frame.select(pl.all().n_unique()).collect().row(0, named=True)
        first = frame.head(2).collect()
    if first.height < 2:
        return {}
    return {name: first[name][0] for name, count in counts.items() if count == 1}
