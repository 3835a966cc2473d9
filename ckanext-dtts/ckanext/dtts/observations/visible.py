"""Which tables of the store anybody may read."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Table
from ckanext.dtts.road import show


class Origin(NamedTuple):
    """Where an observation comes from, by its public names."""

    dataset: str
    title: str
    title_en: str
    table: str
    demo: bool


def origins() -> dict[UUID, Origin]:
    """Tables of public datasets, by id."""
    query = (
        sa.select(Table, model.Package)
        .join(model.Package, model.Package.id == Table.package_id)
        .where(
            Table.current_version_id.is_not(None),
            model.Package.state == model.State.ACTIVE,
            model.Package.private.is_(False),
        )
    )
    return {
        table.id: Origin(
            dataset.name,
            dataset.title,
            dataset.extras.get("title_en") or dataset.title,
            table.slug,
            show.is_demo(dataset),
        )
        for table, dataset in model.Session.execute(query).tuples().all()
    }
