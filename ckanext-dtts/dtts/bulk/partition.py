"""One partition: the observations of a family of indicators in one year, as Parquet."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

_FLOATS = frozenset({"OBS_VALUE", "NUMERATOR", "DENOMINATOR", "BOUND"})
_INTEGERS = frozenset({"UNIT_MULT", "DECIMALS", "COVERAGE_N", "COVERAGE_D"})
_MOMENTS = frozenset({"RELEASED"})
_FLAGS = frozenset({"DEMO"})
_ROWS_A_GROUP = 2**17
"""Said, so that the bytes do not depend on the batches in which the rows came."""


@dataclass(frozen=True)
class Partition:
    """`indicators` are the codes of the family; `year` is that of the start of the period."""

    family: str
    year: int
    indicators: Collection[str]

    @property
    def path(self) -> str:
        """Where it lies in the set, in the form that readers of Hive partitions take columns from."""
        return f"observations/family={self.family}/year={self.year}/part.parquet"


def typed(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows whose columns have the same types in every partition, also where all values are absent."""
    return rows.with_columns(_cast(name) for name in rows.columns)


def write_partition(frame: pl.DataFrame, path: Path, metadata: Mapping[str, str]) -> None:
    """Write `frame` in the order that it has: columns of codes become dictionaries, and a reader who narrows
    by indicator or area skips the groups of rows that cannot match."""
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.write_parquet(
        path, compression="zstd", statistics=True, row_group_size=_ROWS_A_GROUP, metadata=dict(metadata)
    )


def _cast(name: str) -> pl.Expr:
    column = pl.col(name)
    if name in _MOMENTS:
        return column.str.to_datetime("%Y-%m-%dT%H:%M:%SZ", time_unit="us", time_zone="UTC")
    if name in _FLOATS:
        return column.cast(pl.Float64)
    if name in _INTEGERS:
        return column.cast(pl.Int32)
    return column.cast(pl.Boolean if name in _FLAGS else pl.String)
