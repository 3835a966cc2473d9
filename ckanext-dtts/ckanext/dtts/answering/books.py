"""What datasets have of recommendations: one book a table of them, with the published responses beside it.

A table that is approved and waits for its day is in its book too: the response period is there for the agency
addressed, which has to see what it may answer.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Submission, Table, Version
from ckanext.dtts.road import blobs, frames, show

ASKED, ANSWERED = "recommendations", "recommendation_responses"
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Published:
    """A table by its address within the dataset; `blob` is what the public reads of it, None for nothing."""

    table_id: uuid.UUID
    slug: str
    blob: blobs.Blob | None

    @property
    def rows(self) -> Sequence[Row]:
        """Its public rows in their order, each a mapping of all columns."""
        return frames.kept(frames.rows, self.blob) if self.blob else ()


@dataclass(frozen=True)
class Book:
    """The recommendations of one table, and the responses that its dataset has published.

    `title` and `title_en` are the dataset's; `agency_id` is who publishes it; `approved` is the file that
    waits for its day.
    """

    package_id: str
    dataset: str
    title: str
    title_en: str
    agency_id: str
    demo: bool
    asked: Published
    answered: tuple[Published, ...]
    approved: blobs.Blob | None = None

    @cached_property
    def public(self) -> Mapping[str, Row]:
        """The recommendations that everybody reads, by their code."""
        return {row["recommendation_id"]: row for row in self.asked.rows}

    @cached_property
    def recommendations(self) -> Mapping[str, Row]:
        """Those and the ones that wait for their day."""
        waiting = frames.kept(frames.rows, self.approved) if self.approved else ()
        return {**{row["recommendation_id"]: row for row in waiting}, **self.public}

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


def known() -> list[Book]:
    """The books of all public datasets, in the order in which their tables were first sent."""
    found: dict[uuid.UUID, Book] = {}
    answered: dict[str, list[Published]] = {}
    for package, table, version in model.Session.execute(_published()).tuples():
        blob = blobs.Blob(version.parquet_sha256, version.parquet_size)
        if table.schema_name == ANSWERED:
            answered.setdefault(package.id, []).append(Published(table.id, table.slug, blob))
        else:
            found[table.id] = _book(package, Published(table.id, table.slug, blob))
    for package, table, files in model.Session.execute(_approved()).tuples():
        book = found.get(table.id) or _book(package, Published(table.id, table.slug, None))
        found[table.id] = replace(book, approved=blobs.Blob(**files["parquet"]))
    return [replace(book, answered=tuple(answered.get(book.package_id, ()))) for book in found.values()]


def of_table(table_id: uuid.UUID) -> Book | None:
    """The book of a table; None when nothing of it is public or approved."""
    return next((book for book in known() if book.asked.table_id == table_id), None)


def of_dataset(package_id: str) -> list[Book]:
    """The books of a dataset."""
    return [book for book in known() if book.package_id == package_id]


def _published() -> sa.Select[tuple[model.Package, Table, Version]]:
    query = sa.select(model.Package, Table, Version).join(Table, Table.package_id == model.Package.id)
    query = query.join(Version, Version.id == Table.current_version_id)
    return _of_public_datasets(query).where(Table.schema_name.in_((ASKED, ANSWERED)))


def _approved() -> sa.Select[tuple[model.Package, Table, dict[str, Any] | None]]:
    query = sa.select(model.Package, Table, Submission.files).join(
        Table, Table.package_id == model.Package.id
    )
    query = query.join(Submission, Submission.table_id == Table.id)
    waits = sa.and_(Submission.state == "scheduled", Submission.files.is_not(None))
    return _of_public_datasets(query).where(Table.schema_name == ASKED, waits).order_by(Submission.created)


def _of_public_datasets(query: sa.Select[Any]) -> sa.Select[Any]:
    shown = query.where(model.Package.state == model.State.ACTIVE, model.Package.private.is_(False))
    return shown.order_by(Table.created, Table.id)


def _book(package: model.Package, asked: Published) -> Book:
    return Book(
        package_id=package.id,
        dataset=package.name,
        title=package.title,
        title_en=str(package.extras.get("title_en") or package.title),
        agency_id=package.owner_org or "",
        demo=show.is_demo(package),
        asked=asked,
        answered=(),
    )
