"""Which tables of the store of money anybody may read."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from ckanext.dtts.model import Money, Table
from ckanext.dtts.observations.visible import Origin, public


def origins() -> dict[UUID, Origin]:
    """Tables of public datasets that the store has held, by id."""
    return public(Table.id.in_(sa.select(Money.table_id)))
