"""Rows of a table into the store of money: what is new is added, what is gone is superseded."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

import polars as pl
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Money, Table, Version
from ckanext.dtts.model.columns import now
from dtts.finance import COLUMNS

NAMES = tuple(name.lower() for name in COLUMNS)


class Counts(NamedTuple):
    """Rows that were added and rows that were superseded."""

    added: int
    superseded: int


def load(facts: pl.DataFrame, table: Table, version: Version) -> Counts:
    """Make `facts` (columns of `dtts.finance`) the table's current rows, in the caller's transaction."""
    incoming = {_content(row): row for row in map(_shaped, facts.iter_rows(named=True))}
    query = sa.select(Money.content).where(Money.table_id == table.id, Money.superseded.is_(None))
    held = set(model.Session.scalars(query))
    gone = _supersede(Money.table_id == table.id, Money.content.in_(held - incoming.keys()))
    given = {"table_id": table.id, "version_id": version.id, "released": now()}
    new = [{**row, **given, "content": content} for content, row in incoming.items() if content not in held]
    if new:
        model.Session.execute(sa.insert(Money), new)
    return Counts(len(new), gone)


def drop(tables: Collection[uuid.UUID]) -> int:
    """Supersede every current row of these tables; returns how many."""
    return _supersede(Money.table_id.in_(tables))


def drop_all_but(tables: Collection[uuid.UUID]) -> int:
    """Supersede the current rows of every table but these; returns how many."""
    return _supersede(Money.table_id.not_in(tables))


def _supersede(*which: Any) -> int:
    gone = sa.update(Money).where(Money.superseded.is_(None), *which).values(superseded=now())
    return int(model.Session.execute(gone).rowcount)


def _shaped(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name.lower(): row[name] for name in COLUMNS} | {"as_of": row["AS_OF"] or ""}


def _content(row: Mapping[str, Any]) -> uuid.UUID:
    """Everything that a row says, so that a row which a new version repeats stays the row it was."""
    said = json.dumps(list(row.values()), ensure_ascii=False).encode()
    return uuid.UUID(bytes=hashlib.sha256(said).digest()[:16])
