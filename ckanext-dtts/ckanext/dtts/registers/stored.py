"""Rows of a register's tables as they lie in the blob storage, and what is published of a register now."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import ckan.plugins.toolkit as tk

from ckanext.dtts.registers.kept import Kept, tables_of
from ckanext.dtts.road import blobs, lookup
from dtts.registers import register_schema
from dtts.registers.rows import shaped

Row = dict[str, str | None]


def current(table: Kept) -> list[Row]:
    """The rows of the table as published; none when it is not."""
    blob = _published(table)
    return rows_in(blob, table.register) if blob else []


def rows_in(blob: blobs.Blob, register: str) -> list[Row]:
    """The rows of a canonical CSV that holds a register or a part of it."""
    with blobs.local_path(blob) as path:
        return list(shaped(register_schema(register), _dicts(path)))


def fingerprint(register: str) -> str:
    """What tells one published state of a register from another: a SHA-256 over its tables' files.

    ObjectNotFound when no table is kept for the register.
    """
    named = [(each.dataset, each.table, _published(each)) for each in tables_of(register)]
    return hashlib.sha256(json.dumps(named).encode()).hexdigest()


def _published(table: Kept) -> blobs.Blob | None:
    try:
        _table, version = lookup.published_version(lookup.package(table.dataset).id, table.table)
    except tk.ObjectNotFound:
        return None
    return blobs.Blob(version.csv_sha256, version.csv_size)


def _dicts(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return [{**row} for row in csv.DictReader(file)]
