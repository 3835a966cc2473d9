"""Parquet with the schema's name, version and title in the file's metadata."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl

from dtts.catalogue import TableSchema

_ROWS_A_GROUP = 2**18
"""Said, so that the bytes do not depend on the batches in which the rows came."""


def write_parquet(frame: pl.DataFrame | pl.LazyFrame, schema: TableSchema, path: Path) -> None:
    """Writes typed columns: text, 64-bit numbers, days, booleans. The same values give the same bytes."""
    metadata = {
        "dtts:schema": schema.name,
        "dtts:schema_version": str(schema.version),
        "dtts:title": schema.title["vi"],
        "dtts:title_en": schema.title["en"],
        "dtts:fields": json.dumps(
            {field.name: dict(field.title) for field in schema.fields}, ensure_ascii=False
        ),
    }
    frame.lazy().select(schema.field_names).sink_parquet(
        path, compression="zstd", metadata=metadata, row_group_size=_ROWS_A_GROUP
    )
