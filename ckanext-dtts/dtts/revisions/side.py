"""One of the two files that are compared: its columns, read one at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from dtts.exports.canonical import canonical_text
from dtts.revisions.difference import Row, Value

_LONGEST = 300
"""Characters of a cell in a sample."""


@dataclass(frozen=True)
class Side:
    """A version of the table as Parquet. Columns are read when they are asked for and not kept, so that of
    a large table one is in memory at a time."""

    path: Path
    height: int
    dtypes: Mapping[str, pl.DataType]
    schema_version: int | None

    @property
    def names(self) -> tuple[str, ...]:
        """The columns in the file's order."""
        return tuple(self.dtypes)

    def scan(self) -> pl.LazyFrame:
        """The rows, read when they are needed."""
        return pl.scan_parquet(self.path)

    def column(self, name: str, rows: pl.Series | None = None) -> pl.Series:
        """A column, or the cells of it in these rows, in their order."""
        read = pl.read_parquet(self.path, columns=[name]).to_series()
        return read if rows is None else read.gather(rows)

    def frame(self, names: Sequence[str], rows: pl.Series) -> pl.DataFrame:
        """These columns of these rows."""
        return pl.DataFrame([self.column(name, rows) for name in names])

    def rows(self, names: Sequence[str], rows: pl.Series) -> list[Row]:
        """These rows as JSON carries them; long text is cut."""
        frame = jsonable(self.frame(names, rows))
        return [
            {name: _shortened(value) for name, value in row.items()} for row in frame.iter_rows(named=True)
        ]


def open_side(path: Path) -> Side:
    """The version in that file."""
    scan = pl.scan_parquet(path)
    said = pl.read_parquet_metadata(path).get("dtts:schema_version", "")
    return Side(
        path,
        scan.select(pl.len()).collect().item(),
        dict(scan.collect_schema()),
        int(said) if said.isdigit() else None,
    )


def jsonable(frame: pl.DataFrame) -> pl.DataFrame:
    """Text, numbers and booleans as they are; days and moments as canonical text."""
    kept = (pl.String, pl.Boolean)
    others = [name for name, kind in frame.schema.items() if not (kind.is_numeric() or kind in kept)]
    return frame.with_columns(canonical_text(frame.select(others)).iter_columns())


def _shortened(value: Value) -> Value:
    if isinstance(value, str) and len(value) > _LONGEST:
        return value[: _LONGEST - 1] + "…"
    # JSON has no word for these, and no published number is one.
    return None if isinstance(value, float) and (value != value or abs(value) == float("inf")) else value
