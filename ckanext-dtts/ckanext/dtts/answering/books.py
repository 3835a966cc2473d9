"""What datasets have published of recommendations: one book a table of them, with the responses beside it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import polars as pl
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Table, Version
from ckanext.dtts.road import blobs, show

ASKED, ANSWERED = "recommendations", "recommendation_responses"
KEPT = 64
"""Files of versions whose rows a process keeps."""

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Published:
    """A table that the public reads: its address within the dataset, and its current version."""

    table_id: uuid.UUID
    slug: str
    version_id: uuid.UUID
    blob: blobs.Blob

    @property
    def rows(self) -> Sequence[Row]:
        """Its rows in their order, each a mapping of all columns."""
        return _rows(self.blob)


@dataclass(frozen=True)
class Book:
    """The recommendations of one table, and the responses that its dataset has published.

    `title` and `title_en` are the dataset's; `agency_id` is who publishes it.
    """

    package_id: str
    dataset: str
    title: str
    title_en: str
    agency_id: str
    demo: bool
    asked: Published
    answered: tuple[Published, ...]

    @cached_property
    def recommendations(self) -> Mapping[str, Row]:
        """By their code."""
        return {row["recommendation_id"]: row for row in self.asked.rows}

    @cached_property
    def responses(self) -> Mapping[str, Sequence[Row]]:
        """By the code of the recommendation."""
        found: dict[str, list[Row]] = {}
        for row in self._responses():
            found.setdefault(row["recommendation_id"], []).append(row)
        return found

    def _responses(self) -> Iterator[Row]:
        for table in self.answered:
            yield from table.rows


def public() -> list[Book]:
    """The books of all public datasets, in the order in which their tables were first sent."""
    packages: dict[str, model.Package] = {}
    tables: dict[str, dict[str, list[Published]]] = {}
    for package, table, version in model.Session.execute(_query()).tuples():
        packages[package.id] = package
        by_schema = tables.setdefault(package.id, {ASKED: [], ANSWERED: []})
        by_schema[table.schema_name].append(_published(table, version))
    return [
        _book(packages[key], asked, tuple(found[ANSWERED]))
        for key, found in tables.items()
        for asked in found[ASKED]
    ]


def of_table(table_id: uuid.UUID) -> Book | None:
    """The book of a table; None when the public reads none there."""
    return next((book for book in public() if book.asked.table_id == table_id), None)


def of_dataset(package_id: str) -> list[Book]:
    """The books of a dataset."""
    return [book for book in public() if book.package_id == package_id]


def _query() -> sa.Select[tuple[model.Package, Table, Version]]:
    query = sa.select(model.Package, Table, Version)
    query = query.join(Table, Table.package_id == model.Package.id)
    query = query.join(Version, Version.id == Table.current_version_id)
    shown = query.where(
        Table.schema_name.in_((ASKED, ANSWERED)),
        model.Package.state == model.State.ACTIVE,
        model.Package.private.is_(False),
    )
    return shown.order_by(Table.created, Table.id)


def _published(table: Table, version: Version) -> Published:
    blob = blobs.Blob(version.parquet_sha256, version.parquet_size)
    return Published(table.id, table.slug, version.id, blob)


def _book(package: model.Package, asked: Published, answered: tuple[Published, ...]) -> Book:
    return Book(
        package_id=package.id,
        dataset=package.name,
        title=package.title,
        title_en=str(package.extras.get("title_en") or package.title),
        agency_id=package.owner_org or "",
        demo=show.is_demo(package),
        asked=asked,
        answered=answered,
    )


@lru_cache(maxsize=KEPT)
def _rows(blob: blobs.Blob) -> tuple[Row, ...]:
    with blobs.local_path(blob) as path:
        return tuple(pl.read_parquet(path).iter_rows(named=True))
