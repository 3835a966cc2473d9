"""Gather what a standard's writer needs of some indicators: their rows, sources and release."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import polars as pl
import sqlalchemy as sa
from ckan import model

from ckanext.dtts import config
from ckanext.dtts.dcat.distribution import site_address
from ckanext.dtts.followup import citing
from ckanext.dtts.model import Observation, ObservationCount, Table
from ckanext.dtts.observations import query
from ckanext.dtts.observations.answer import named
from ckanext.dtts.observations.visible import Origin, origins
from ckanext.dtts.registers import gazetteer
from ckanext.dtts.road import show
from dtts.indicators.definition import definitions
from dtts.indicators.outgoing import Licence, Outgoing, Release, Row, Source

_ALL = 2**31 - 1


@dataclass(frozen=True)
class Gathered:
    """`outgoing` says what goes out, `wanted` which rows, `origins` whose they are."""

    outgoing: Outgoing
    wanted: query.Slice
    origins: dict[UUID, Origin]

    @property
    def count(self) -> int:
        """How many rows there are."""
        return query.count(self.wanted)

    def rows(self) -> Iterator[Row]:
        """All rows in the order of the key, those of one indicator in memory at a time."""
        for one in self.outgoing.definitions:
            yield from self.table(replace(self.wanted, values={"indicator": [one.code]})).iter_rows(
                named=True
            )

    def table(self, wanted: query.Slice) -> pl.DataFrame:
        """The rows of a slice at once, with the columns FIELDS; of the session's own transaction."""
        return named(query.table(wanted, _ALL)[0], self.origins, gazetteer())


def gather(codes: Collection[str]) -> Gathered | None:
    """What is public of these indicators, all defined; None when nobody has published a value."""
    visible = origins()
    tables = _tables(codes, visible)
    moment = _moved(codes, visible)
    if not tables or moment is None:
        return None
    release = Release(moment, {lang: config.site_title(lang) for lang in ("vi", "en")}, site_address())
    defined = [definitions()[code] for code in sorted(codes)]
    kept = {table: visible[table] for table in tables}
    sources = _sources(tables)
    cited = citing.documents(codes, demo=any(source.demo for source in sources))
    outgoing = Outgoing(defined, sources, release, cited)
    return Gathered(outgoing, query.Slice(tables, {"indicator": list(codes)}), kept)


def held(visible: Collection[UUID]) -> list[str]:
    """The defined indicators that have public rows."""
    found = query.available(query.Slice(visible), ["indicator"])["indicator"]
    return sorted(set(found) & definitions().keys())


def _tables(codes: Collection[str], visible: Collection[UUID]) -> list[UUID]:
    found = sa.select(ObservationCount.table_id).where(
        ObservationCount.indicator.in_(codes), ObservationCount.table_id.in_(visible)
    )
    return sorted(model.Session.scalars(found.distinct()))


def _moved(codes: Collection[str], visible: Collection[UUID]) -> Any:
    """When the rows were last changed: one was added, or superseded without another."""
    moment = sa.func.greatest(
        Observation.released, sa.func.coalesce(Observation.superseded, Observation.released)
    )
    return model.Session.scalar(
        sa.select(sa.func.max(moment)).where(
            Observation.indicator.in_(codes), Observation.table_id.in_(visible)
        )
    )


def _sources(tables: Collection[UUID]) -> list[Source]:
    query_ = (
        sa.select(model.Package)
        .join(Table, Table.package_id == model.Package.id)
        .where(Table.id.in_(tables))
        .distinct()
        .order_by(model.Package.name)
    )
    return [_source(dataset) for dataset in model.Session.scalars(query_)]


def _source(dataset: model.Package) -> Source:
    extras = dataset.extras
    agency = model.Group.get(dataset.owner_org) if dataset.owner_org else None
    producer = extras.get("producer") or (agency.title if agency else "")
    return Source(
        dataset.name,
        {"vi": dataset.title, "en": extras.get("title_en") or dataset.title},
        f"{site_address()}/dataset/{dataset.name}",
        {"vi": producer, "en": extras.get("producer_en") or producer},
        _licence(dataset.license_id),
        show.is_demo(dataset),
    )


def _licence(identifier: str | None) -> Licence | None:
    known = model.Package.get_license_register().get(identifier or "")
    if known is None:
        return None
    return Licence(
        known.id, {"vi": known._data.get("title_vi") or known.title, "en": known.title}, known.url or ""
    )
