"""Rows of a published table, counted anew in each of its three forms."""

from __future__ import annotations

import csv
from typing import Any, NamedTuple

import ckan.plugins.toolkit as tk
import polars as pl

from ckanext.dtts.road import blobs
from ckanext.dtts.seeding.acting import act


class Counts(NamedTuple):
    """Rows of the CSV, of the Parquet file and of the DataStore table."""

    csv: int
    parquet: int
    datastore: int

    @property
    def rows(self) -> str:
        """The one number, or the three."""
        return str(self.csv) if not self.problems() else f"{self.csv}, {self.parquet}, {self.datastore}"

    def problems(self) -> list[str]:
        """A sentence when they differ."""
        if self.csv == self.parquet == self.datastore:
            return []
        return [f"CSV has {self.csv} rows, Parquet {self.parquet}, DataStore {self.datastore}"]


def count(dataset: str, table: str) -> Counts | None:
    """The counts of the current version; None when the table is not published."""
    try:
        shown = act("dtts_table_show", {"dataset": dataset, "table": table})
    except tk.ObjectNotFound:
        return None
    found = act("datastore_search", {"resource_id": shown["resource_id"], "limit": 0})
    return Counts(_csv_rows(shown), _parquet_rows(shown), found["total"])


def _csv_rows(shown: dict[str, Any]) -> int:
    blob = blobs.Blob(shown["sha256"], shown["size"])
    with blobs.local_path(blob) as path, path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def _parquet_rows(shown: dict[str, Any]) -> int:
    with blobs.local_path(blobs.Blob(shown["parquet_sha256"], shown["parquet_size"])) as path:
        return int(pl.scan_parquet(path).select(pl.len()).collect().item())
