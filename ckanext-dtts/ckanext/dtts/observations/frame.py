"""A slice as a file that is made before it is sent: Parquet for analysis, a workbook for reading."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import polars as pl

from ckanext.dtts.observations import query
from ckanext.dtts.observations.answer import FIELDS, named
from ckanext.dtts.observations.visible import Origin
from ckanext.dtts.work import scratch
from dtts.catalogue import TableSchema, schemas_path, table_schema
from dtts.exports import write_parquet, write_xlsx
from dtts.table_schema import read_table_schema
from dtts.units import Gazetteer

MOST: Mapping[str, int] = {"parquet": 500_000, "xlsx": 50_000}
"""Rows that one request may have made into a file; CSV is written as it is read and has no bound."""
_TYPES = {"number": pl.Float64, "integer": pl.Int64, "boolean": pl.Boolean}
_TITLES = {
    "name": "observations",
    "version": 1,
    "title": "Giá trị chỉ tiêu",
    "title_en": "Indicator values",
    "description": "Giá trị chỉ tiêu như API trả lời, cột theo mã thành phần SDMX.",
    "description_en": "Indicator values as the API answers them; the columns are SDMX component ids.",
}
_MOMENT = pl.col("RELEASED").str.to_datetime(time_zone="UTC")


def make(
    kind: str, wanted: query.Slice, origins: Mapping[UUID, Origin], places: Gazetteer, lang: str
) -> bytes:
    """The file's bytes; `lang` is that of a workbook's headings. The caller has counted the rows."""
    schema = answer_schema()
    frame = _frame(wanted, origins, places, schema)
    with scratch() as folder:
        path = folder / f"observations.{kind}"
        _write(kind, frame, schema, path, lang)
        return path.read_bytes()


@cache
def answer_schema() -> TableSchema:
    """The columns of an answer: those of the observation table and those that the portal adds."""
    own = table_schema("observation").descriptor["fields"]
    added = json.loads((schemas_path() / "packages" / "observations.json").read_text(encoding="utf-8"))
    known = {field["name"]: field for field in [*own, *added["fields"]]}
    fields = [known[name] for name in FIELDS]
    return read_table_schema({**_TITLES, "fields": fields}, "observations")


def _frame(
    wanted: query.Slice, origins: Mapping[UUID, Origin], places: Gazetteer, schema: TableSchema
) -> pl.DataFrame:
    columns: dict[Any, Any] = {field.name: _TYPES.get(field.type, pl.String) for field in schema.fields}
    parts = [named(part, origins, places).cast(columns) for part in query.frames(wanted)]
    return (pl.concat(parts) if parts else pl.DataFrame(schema=columns)).with_columns(_MOMENT)


def _write(kind: str, frame: pl.DataFrame, schema: TableSchema, path: Path, lang: str) -> None:
    if kind == "xlsx":
        write_xlsx(frame, schema, path, language=lang)
    else:
        write_parquet(frame, schema, path)
