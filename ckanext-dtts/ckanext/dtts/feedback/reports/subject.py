"""What a report is about: a public dataset, a version of one of its tables, or one cell of that version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.dtts.errors import RefusedError
from ckanext.dtts.feedback.lookup import public_dataset
from ckanext.dtts.model import Table, Version
from ckanext.dtts.road import lookup, rows
from dtts import catalogue
from dtts.catalogue import TableSchema

_TWO = 2


@dataclass(frozen=True)
class Cell:
    """A column, the values of the table's key, and the whole row as it is published."""

    field: str
    key: Mapping[str, Any]
    row: Mapping[str, Any]

    @property
    def value(self) -> str:
        """What is published there; empty for an empty cell."""
        value = self.row.get(self.field)
        return "" if value is None else str(value)


@dataclass(frozen=True)
class Subject:
    """`table` and `version` come together; without them the report is about the dataset."""

    package: model.Package
    table: Table | None = None
    version: Version | None = None
    cell: Cell | None = None

    @property
    def schema(self) -> TableSchema:
        """The schema of the version; only of a table."""
        assert self.version is not None
        return catalogue.table_schema(self.version.schema_name)


def find(
    dataset: str, table: str = "", version: int | None = None, field: str = "", key: Any = None
) -> Subject:
    """What these words name, read from what is published; ObjectNotFound when any of it is not.

    `key` maps each column of the table's key to its value as text.
    """
    package = public_dataset(dataset)
    if not table:
        return Subject(package)
    found, current = lookup.published_version(package.id, table, version)
    about = Subject(package, found, current)
    if not field:
        return about
    return Subject(package, found, current, _cell(about, field, dict(key or {})))


def _cell(about: Subject, field: str, key: Mapping[str, str]) -> Cell:
    schema = about.schema
    if field not in schema.field_names or set(key) - set(schema.primary_key):
        raise tk.ObjectNotFound("column")
    assert about.table is not None
    assert about.version is not None
    filled = {name: value for name, value in key.items() if value}
    try:
        answer = rows.read(about.table, about.version, rows.Query(_TWO, 0, None, filled, None))
    except RefusedError as error:
        raise tk.ObjectNotFound("row") from error
    if not filled or len(answer["rows"]) != 1:
        raise tk.ObjectNotFound("row")
    row = answer["rows"][0]
    return Cell(field, {name: row.get(name) for name in schema.primary_key}, row)
