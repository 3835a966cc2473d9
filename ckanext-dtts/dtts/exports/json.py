"""JSON: a list of rows, one object a row, numbers as numbers, days and times as ISO text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from dtts.catalogue import TableSchema
from dtts.exports.canonical import canonical_text

_BATCH = 10_000


def write_json(frame: pl.DataFrame, schema: TableSchema, path: Path) -> None:
    """Writes `[{…}, …]`, a row a line, keys in the schema's order, empty cells as null."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        separator = "[\n"
        for row in _rows(frame.select(schema.field_names)):
            file.write(
                separator + json.dumps(row, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
            )
            separator = ",\n"
        file.write("\n]\n" if separator == ",\n" else "[]\n")


def _rows(frame: pl.DataFrame) -> Iterator[dict[str, object]]:
    moments = [name for name, kind in frame.schema.items() if kind.is_temporal()]
    ready = frame.with_columns(canonical_text(frame.select(moments)).iter_columns())
    for batch in ready.iter_slices(_BATCH):
        for row in batch.iter_rows(named=True):
            yield {name: _whole(value) for name, value in row.items()}


def _whole(value: object) -> object:
    """12.0 is written 12, as in the canonical CSV."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value
