"""Which tables of the store anybody may read."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import aggregate_order_by

from ckanext.dtts.model import ObservationState, Table
from ckanext.dtts.road import show

_PUBLIC = (
    Table.current_version_id.is_not(None),
    model.Package.state == model.State.ACTIVE,
    model.Package.private.is_(False),
)
_SEEN = sa.func.concat_ws(
    " ",
    ObservationState.table_id,
    ObservationState.changed,
    model.Package.metadata_modified,
    model.Package.name,
    Table.slug,
)
_TAG = (
    sa.select(
        sa.func.md5(sa.func.string_agg(_SEEN, aggregate_order_by(sa.literal(","), ObservationState.table_id)))
    )
    .join(Table, Table.id == ObservationState.table_id)
    .join(model.Package, model.Package.id == Table.package_id)
    .where(*_PUBLIC)
)


class Origin(NamedTuple):
    """Where an observation comes from, by its public names."""

    dataset: str
    title: str
    title_en: str
    table: str
    demo: bool
    licence: str = ""
    """The code of the licence."""
    day: str = ""
    """When the dataset last changed, as an ISO date."""


def origins() -> dict[UUID, Origin]:
    """Tables of public datasets that the store has held, by id; read anew when one of them changed."""
    return _origins(tag())


def tag() -> str:
    """A word that changes when what the public reads of the store does, or what it is called.

    One statement over as many rows as there are tables; no observation is read.
    """
    return str(model.Session.scalar(_TAG))


def public(which: sa.ColumnElement[bool]) -> dict[UUID, Origin]:
    """Those of the tables of public datasets that `which` names, by id."""
    query = sa.select(Table, model.Package).join(model.Package, model.Package.id == Table.package_id)
    return {
        table.id: Origin(
            dataset.name,
            dataset.title,
            dataset.extras.get("title_en") or dataset.title,
            table.slug,
            show.is_demo(dataset),
            dataset.license_id or "",
            dataset.metadata_modified.date().isoformat(),
        )
        for table, dataset in model.Session.execute(query.where(*_PUBLIC, which)).tuples().all()
    }


@lru_cache(maxsize=1)
def _origins(_tag: str) -> dict[UUID, Origin]:
    return public(Table.id.in_(sa.select(ObservationState.table_id)))
