"""The published tables of the same dataset, which the rows of a table may refer to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from dtts.catalogue import TableSchema
from dtts.checks.declared import declared

Beside = Mapping[str, tuple[pl.LazyFrame, ...]]
"""By table schema, the published tables of it; one that is not there has not been published yet."""

RESOURCE = "table:"
"""Before the name of a table schema, as the `resource` of a foreign key."""


def beside_in(folder: Path | None) -> Beside:
    """The tables of a folder, each a Parquet named after its schema: `monitoring_plans.parquet`, or
    `monitoring_plans.2025.parquet` where a dataset has several of one."""
    found: dict[str, list[pl.LazyFrame]] = defaultdict(list)
    for path in sorted(folder.glob("*.parquet")) if folder else ():
        found[path.name.partition(".")[0]].append(pl.scan_parquet(path))
    return {name: tuple(frames) for name, frames in found.items()}


def tables_beside(schema: TableSchema) -> tuple[str, ...]:
    """The schemas of the tables that rows of `schema` are looked up in or compared with."""
    referred = (
        key.resource.removeprefix(RESOURCE)
        for key in schema.foreign_keys
        if key.resource.startswith(RESOURCE)
    )
    return tuple(dict.fromkeys((*referred, *(one["table"] for one in declared(schema, "against")))))


def columns_of_table(beside: Beside, table: str, names: Mapping[str, str]) -> pl.DataFrame | None:
    """Columns of all tables of a schema under other names (`{theirs: ours}`); None when there is no such
    table or one was published without a column."""
    frames = beside.get(table, ())
    if not frames or any(not set(names) <= set(frame.collect_schema().names()) for frame in frames):
        return None
    chosen = [frame.select(pl.col(theirs).alias(ours) for theirs, ours in names.items()) for frame in frames]
    return pl.concat(chosen, how="vertical_relaxed").collect()
