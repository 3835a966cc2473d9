"""The rows of monitoring that anybody may read now, of every public dataset, each with where it stands.

Files are read once for each set of versions: a publication, an undo or a withdrawal asks for another set. A
change of a dataset's title is seen at once, since only rows are kept. What needs several kinds of rows
asks for the datasets once and hands them on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Generic, TypeVar
from uuid import UUID

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Table, Version
from ckanext.dtts.road import blobs, frames, show
from dtts.followup import SCHEMAS, Asked, Evaluation, Finding, Plan, Recommendation, Record, Standing, Visit
from dtts.followup import asked as chosen
from dtts.followup.record import record_of

Row = TypeVar("Row")
ALL = Asked()
_KEPT = 128
"""A dataset or two of monitoring for each province: their tables are small, and stay in memory."""
Words = dict[str, str]


@dataclass(frozen=True)
class TableOf:
    """A published table: `slug` is its address within the dataset, `version` counts from 1."""

    slug: str
    schema: str
    version: int
    version_id: UUID
    name: Words


@dataclass(frozen=True)
class Dataset:
    """A public dataset with tables of monitoring; `agency` is its organisation's name, empty for none."""

    id: str
    name: str
    title: Words
    agency: str
    agency_title: str
    demo: bool
    tables: tuple[TableOf, ...]
    record: Record

    def table(self, slug: str) -> TableOf:
        """The table at that address."""
        return next(one for one in self.tables if one.slug == slug)


@dataclass(frozen=True)
class Entry(Generic[Row]):
    """A row with the dataset in which it stands."""

    row: Row
    dataset: Dataset

    @property
    def record(self) -> Record:
        """Everything that its dataset says, to follow ids."""
        return self.dataset.record


Among = Sequence[Dataset] | None
"""The datasets whose rows are asked for; None for all that are public."""


def datasets(only: str | None = None) -> tuple[Dataset, ...]:
    """Public datasets that have published a table of monitoring, the oldest first, or the one of that id; one
    statement."""
    return tuple(_dataset(*found) for found in _grouped(only))


def plans(asked: Asked = ALL, among: Among = None) -> tuple[Entry[Plan], ...]:
    """What is planned to be visited, by its first day."""
    return _entries(chosen.plans, asked, among, lambda one: (one.period_start, one.id))


def visits(asked: Asked = ALL, among: Among = None) -> tuple[Entry[Visit], ...]:
    """Visits by their day."""
    return _entries(chosen.visits, asked, among, lambda one: (one.visit_date, one.id))


def findings(asked: Asked = ALL, among: Among = None) -> tuple[Entry[Finding], ...]:
    """Findings by their day, tombstones of withdrawn ones among them."""
    return _entries(chosen.findings, asked, among, lambda one: (one.found_on, one.id))


def recommendations(asked: Asked = ALL, among: Among = None) -> tuple[Entry[Recommendation], ...]:
    """Recommendations by the day on which they were issued."""
    return _entries(chosen.recommendations, asked, among, lambda one: (one.issued_on, one.id))


def standings(on: date, asked: Asked = ALL, among: Among = None) -> tuple[Entry[Standing], ...]:
    """How each recommendation that was issued by the day stands on it, by the day of its issue."""
    found = []
    for dataset in datasets() if among is None else among:
        wanted = {one.id for one in chosen.recommendations(dataset.record, asked)}
        own = (one for one in dataset.record.standings(on) if one.recommendation.id in wanted)
        found += [Entry(one, dataset) for one in own]
    return tuple(sorted(found, key=lambda one: (one.row.recommendation.issued_on, one.row.recommendation.id)))


def evaluations(asked: Asked = ALL, among: Among = None) -> tuple[Entry[Evaluation], ...]:
    """Evaluations by the day of their report."""
    return _entries(chosen.evaluations, asked, among, lambda one: (one.reported_on, one.id))


def _entries(
    choose: Callable[[Record, Asked], Iterator[Row]],
    asked: Asked,
    among: Among,
    order: Callable[[Row], tuple[date, str]],
) -> tuple[Entry[Row], ...]:
    known = datasets() if among is None else among
    found = [Entry(row, dataset) for dataset in known for row in choose(dataset.record, asked)]
    return tuple(sorted(found, key=lambda one: order(one.row)))


Found = tuple[model.Package, str, str, tuple[tuple[Table, Version], ...]]


def _grouped(only: str | None) -> Iterator[Found]:
    """Datasets with their agency's name and title and their tables, in one query."""
    query = (
        sa.select(model.Package, model.Group, Table, Version)
        .join(Table, Table.package_id == model.Package.id)
        .join(Version, Version.id == Table.current_version_id)
        .outerjoin(model.Group, model.Group.id == model.Package.owner_org)
        .where(
            Version.schema_name.in_(SCHEMAS),
            model.Package.state == model.State.ACTIVE,
            model.Package.private.is_(False),
        )
        .order_by(model.Package.metadata_created, model.Package.id, Table.created, Table.id)
    )
    if only is not None:
        query = query.where(model.Package.id == only)
    groups: dict[str, list[tuple[model.Package, model.Group | None, Table, Version]]] = {}
    for row in model.Session.execute(query).tuples():
        groups.setdefault(row[0].id, []).append(row)
    for own in groups.values():
        package, agency = own[0][0], own[0][1]
        pairs = tuple((table, version) for _, _, table, version in own)
        yield package, agency.name if agency else "", agency.title if agency else "", pairs


def _dataset(
    package: model.Package, agency: str, agency_title: str, pairs: tuple[tuple[Table, Version], ...]
) -> Dataset:
    files = [(version.schema_name, table.slug, frames.file_of(version)) for table, version in pairs]
    return Dataset(
        id=package.id,
        name=package.name,
        title={"vi": package.title, "en": package.extras.get("title_en") or package.title},
        agency=agency,
        agency_title=agency_title,
        demo=show.is_demo(package),
        tables=tuple(_table(table, version) for table, version in pairs),
        record=_record(tuple(one for one in files if frames.found(frames.whole, one[-1]) is not None)),
    )


def _table(table: Table, version: Version) -> TableOf:
    name = {"vi": table.name, "en": table.name_en or table.name}
    return TableOf(table.slug, version.schema_name, version.number, version.id, name)


@lru_cache(maxsize=_KEPT)
def _record(tables: tuple[tuple[str, str, blobs.Blob], ...]) -> Record:
    return record_of((schema, slug, frames.kept(frames.whole, file)) for schema, slug, file in tables)
