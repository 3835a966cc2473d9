"""Rows of a published version, always of one version and never of two.

The current version is read from the DataStore, under its own mark; older ones from their Parquet file.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import ckan.plugins.toolkit as tk
import polars as pl
from ckan import model
from ckanext.datastore.backend import DatastoreBackend
from ckanext.datastore.backend import postgres as ckan_datastore

from ckanext.dtts.errors import RefusedError
from ckanext.dtts.model import Submission, Table, Version
from ckanext.dtts.road import blobs, datastore
from dtts.vietnamese import nfc

ATTEMPTS = 3
DIRECTIONS = {"asc": False, "desc": True}


class Query(NamedTuple):
    """What to read; `filters` maps a column to a value or a list of values."""

    limit: int
    offset: int
    sort: str | None
    filters: dict[str, Any]
    q: str | None


def read(table: Table, version: Version, query: Query) -> dict[str, Any]:
    """A page of rows with the columns' descriptions; raises RefusedError for an unknown column."""
    found = None
    if version.id == table.current_version_id:
        found = _from_datastore(version, query)
    answer = found or _from_parquet(version, query)
    return {**answer, "limit": query.limit, "offset": query.offset, "version": version.number}


def _from_datastore(version: Version, query: Query) -> dict[str, Any] | None:
    """None when the DataStore does not hold this version (any more): the swap is a rename."""
    for _attempt in range(ATTEMPTS):
        name = _place(version)
        if name is None:
            return None
        try:
            found = _search(name, query)
        except tk.ObjectNotFound:  # renamed between the look and the reading
            continue
        if _place(version) == name:  # still the same rows, so what was read is whole
            return found
    return None


def _search(name: str, query: Query) -> dict[str, Any]:
    columns = _columns(name)
    _refuse_unknown(query, [column["name"] for column in columns])
    asked = {
        "resource_id": name,
        "fields": [column["name"] for column in columns],
        "filters": {column: _listed(value) for column, value in query.filters.items()},
        "limit": query.limit,
        "offset": query.offset,
        "include_total": True,
        "include_next_page": False,
        "include_fields_schema": False,
        "total_estimation_threshold": None,
        "records_format": "objects",
        "sort": query.sort or "_id",
    }
    if query.q:
        asked["q"] = nfc(query.q).lower()
        asked["language"] = "simple"
    try:
        found = DatastoreBackend.get_active_backend().search({}, asked)
    except tk.ValidationError as error:
        raise RefusedError(
            "filters",
            "unreadable-query",
            "Điều kiện lọc, sắp xếp hoặc tìm kiếm không hợp với kiểu của cột.",
            "Filter, order or search words do not fit the type of the column.",
        ) from error
    return {"fields": columns, "rows": found["records"], "total": found["total"]}


def _place(version: Version) -> str | None:
    """Name of the DataStore table that holds this version: in its place, or just before the swap."""
    submission = model.Session.get_one(Submission, version.submission_id)
    with ckan_datastore.get_read_engine().connect() as connection:
        for name in (str(version.table_id), datastore.making_name(submission.id)):
            if datastore.comment(connection, name) == datastore.mark(submission):
                return name
    return None


def _columns(name: str) -> list[dict[str, Any]]:
    with ckan_datastore.get_read_engine().connect() as connection:
        types = ckan_datastore._get_fields_types(connection, name)
        infos = ckan_datastore._get_field_info(connection, name)
    shown = [column for column in types if not column.startswith("_")]
    return [_column(column, types[column], infos.get(column, {})) for column in shown]


def _column(name: str, kind: str, info: dict[str, str]) -> dict[str, Any]:
    return {
        "name": name,
        "type": kind,
        "title": {"vi": info.get("label", name), "en": info.get("label_en", name)},
        "description": {"vi": info.get("notes", ""), "en": info.get("notes_en", "")},
        "unit": info.get("unit"),
    }


def _from_parquet(version: Version, query: Query) -> dict[str, Any]:
    with blobs.local_path(blobs.Blob(version.parquet_sha256, version.parquet_size)) as path:
        frame = pl.scan_parquet(path)
        schema = frame.collect_schema()
        _refuse_unknown(query, schema.names())
        for column, value in query.filters.items():
            frame = frame.filter(pl.col(column).cast(pl.String).is_in([str(item) for item in _listed(value)]))
        if query.q:
            words = nfc(query.q).lower().split()
            line = pl.concat_str(
                [pl.col(name).cast(pl.String) for name in schema], separator=" ", ignore_nulls=True
            )
            for word in words:
                frame = frame.filter(line.str.to_lowercase().str.contains(word, literal=True))
        for column, descending in reversed(_order(query.sort)):
            frame = frame.sort(column, descending=descending, nulls_last=True, maintain_order=True)
        total = frame.select(pl.len()).collect().item()
        page = frame.slice(query.offset, query.limit).collect()
    fields = [_column(name, str(kind), {}) for name, kind in schema.items()]
    return {"fields": fields, "rows": json.loads(page.write_json()), "total": total}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _order(sort: str | None) -> list[tuple[str, bool]]:
    """`a desc, b` as `[(a, True), (b, False)]`."""
    order = []
    for part in filter(None, (sort or "").split(",")):
        column, _, direction = part.strip().partition(" ")
        if direction.strip().lower() not in ("", *DIRECTIONS):
            raise _unknown("sort", part.strip())
        order.append((column, DIRECTIONS.get(direction.strip().lower(), False)))
    return order


def _refuse_unknown(query: Query, columns: list[str]) -> None:
    if not isinstance(query.filters, dict):
        raise _unknown("filters", str(query.filters))
    for parameter, names in (
        ("filters", list(query.filters)),
        ("sort", [column for column, _descending in _order(query.sort)]),
    ):
        for name in names:
            if name not in columns:
                raise _unknown(parameter, name)


def _unknown(parameter: str, value: str) -> RefusedError:
    return RefusedError(
        parameter,
        "unknown-column",
        f"Không có cột “{value}” trong bảng này.",
        f"This table has no column “{value}”.",
    )
