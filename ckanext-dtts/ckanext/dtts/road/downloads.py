"""The files that a published version is offered as: kept blobs, and exports made from them on demand."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, NamedTuple

import ckan.plugins.toolkit as tk
import file_keeper as fk
import polars as pl
from ckan import model
from ckan.lib import files

from ckanext.dtts.model import Table, Version
from ckanext.dtts.model.columns import iso
from ckanext.dtts.road import blobs, show
from dtts.catalogue import TableSchema, table_schema
from dtts.exports import write_json, write_xlsx
from dtts.exports.xlsx import ROWS as ROWS_OF_EXCEL

STORAGE = "dtts_exports"
# Raise it when an export changes its form: old files are then no longer found.
MAKERS_VERSION = 1
MEDIA_TYPES = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Row = dict[str, Any]


class Download(NamedTuple):
    """An open file; `etag` names its bytes, `size` is in bytes."""

    chunks: IO[bytes] | Iterator[bytes]
    size: int
    etag: str
    media_type: str


def open_download(table: Table, version: Version, dataset: model.Package, form: str) -> Download:
    """Open a version in the form asked for; ObjectNotFound when it cannot have that form."""
    if form == "csv":
        return _kept(blobs.Blob(version.csv_sha256, version.csv_size), form)
    if form == "parquet":
        return _kept(blobs.Blob(version.parquet_sha256, version.parquet_size), form)
    return _made(table, version, dataset, form)


def _kept(blob: blobs.Blob, form: str) -> Download:
    return Download(blobs.open_file(blob), blob.size, blob.sha256, MEDIA_TYPES[form])


def _made(table: Table, version: Version, dataset: model.Package, form: str) -> Download:
    """An export, made at the first request and kept; it can be thrown away at any time."""
    data = fk.FileData(location(table, version, dataset, form))
    storage = files.get_storage(STORAGE)
    if not storage.exists(data):
        with _written(table, version, dataset, form) as target, target.open("rb") as made:
            upload = fk.Upload(made, target.name, target.stat().st_size, MEDIA_TYPES[form])
            storage.upload(data.location, upload)
    size = storage.analyze(data.location).size
    return Download(storage.stream(data), size, Path(data.location).stem, MEDIA_TYPES[form])


def location(table: Table, version: Version, dataset: model.Package, form: str) -> fk.Location:
    """Where an export is kept: named by all that goes into it besides the rows, which the version names."""
    head = _head(table, version, dataset)
    identity = hashlib.sha256(json.dumps([form, MAKERS_VERSION, head], sort_keys=True).encode()).hexdigest()
    return fk.Location(f"{identity[:2]}/{identity}.{form}")


def made_anew(table: Table, version: Version, dataset: model.Package, form: str) -> bytes:
    """The bytes of an export, made from the kept file and not kept."""
    with _written(table, version, dataset, form) as target:
        return target.read_bytes()


@contextmanager
def _written(table: Table, version: Version, dataset: model.Package, form: str) -> Iterator[Path]:
    parquet = blobs.Blob(version.parquet_sha256, version.parquet_size)
    with blobs.local_path(parquet) as source, tempfile.TemporaryDirectory(prefix="dtts-") as folder:
        target = Path(folder) / f"export.{form}"
        frame = pl.read_parquet(source)
        schema = _as_published(version, frame.columns)
        MAKERS[form](frame, schema, _head(table, version, dataset), target)
        yield target


def _head(table: Table, version: Version, dataset: model.Package) -> Row:
    """What an export says of itself before its rows."""
    head = {
        "dataset": dataset.name,
        "title": dataset.title,
        "table": table.slug,
        "name": table.name,
        "version": version.number,
        "published": iso(version.published),
        "schema": version.schema_name,
        "schema_version": version.schema_version,
        "row_count": version.row_count,
        "csv_sha256": version.csv_sha256,
        "licence": dataset.license_id,
    }
    return {**head, "mark": show.DEMO_MARK} if show.is_demo(dataset) else head


def _write_json(frame: pl.DataFrame, schema: TableSchema, head: Row, target: Path) -> None:
    """One object: what the head says, then the rows."""
    rows = target.with_suffix(".rows")
    write_json(frame, schema, rows)
    with target.open("wb") as out, rows.open("rb") as source:
        out.write(json.dumps(head, ensure_ascii=False).encode()[:-1] + b', "rows": ')
        shutil.copyfileobj(source, out)
        out.write(b"}\n")


def _write_xlsx(frame: pl.DataFrame, schema: TableSchema, _head: Row, target: Path) -> None:
    """The sheet of the core; a table with more rows than Excel holds has no such form."""
    if frame.height > ROWS_OF_EXCEL:
        raise tk.ObjectNotFound(f"Excel holds {ROWS_OF_EXCEL} rows")
    write_xlsx(frame, schema, target)


def _as_published(version: Version, columns: list[str]) -> TableSchema:
    """The schema with the columns that this version has; a newer schema may have others."""
    schema = table_schema(version.schema_name)
    return replace(schema, fields=tuple(field for field in schema.fields if field.name in columns))


MAKERS: dict[str, Callable[[pl.DataFrame, TableSchema, Row, Path], None]] = {
    "json": _write_json,
    "xlsx": _write_xlsx,
}
