"""A slice of the store of money: which rows, as of which moment, one page after the other."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import cursor
from ckanext.dtts.finance.store import NAMES
from ckanext.dtts.model import Money, Submission, Version
from ckanext.dtts.model.money import ORDER

_SORTED = (*ORDER, "seq")
_WHOLE_NUMBERS = ("year_from", "year_to", "seq")
_KINDS = tuple(int if name in _WHOLE_NUMBERS else str for name in _SORTED)
_READ = (*NAMES, "seq", "table_id", "released")
Row = Any
"""A row of a query: the store's columns as attributes."""


@dataclass(frozen=True)
class Slice:
    """`values` are allowed values by column. `since` and `until` are years: a row is in the slice when its
    years and these have one in common. `as_of` asks for what was public at that moment, less what came with
    a version that was withdrawn since."""

    tables: Collection[UUID]
    values: Mapping[str, Collection[str]] = field(default_factory=dict)
    since: int | None = None
    until: int | None = None
    as_of: datetime | None = None


def count(wanted: Slice) -> int:
    """How many rows a slice has."""
    return int(model.Session.scalar(_where(sa.select(sa.func.count()), wanted)) or 0)


def page(wanted: Slice, limit: int, after: str | None = None) -> tuple[list[Row], str | None]:
    """At most `limit` rows in the order of the axes, and the cursor of the next page; WrongCursor."""
    query = _where(sa.select(*_columns(_READ)), wanted)
    if after:
        position = cursor.decode(after, _KINDS)
        query = query.where(sa.tuple_(*_columns(_SORTED)) > sa.tuple_(*map(sa.literal, position)))
    found = list(model.Session.execute(query.order_by(*_columns(_SORTED)).limit(limit + 1)))
    more = len(found) > limit
    last = [getattr(found[limit - 1], name) for name in _SORTED] if more else []
    return found[:limit], cursor.encode(last) if more else None


def _where(query: Any, wanted: Slice) -> Any:
    query = query.select_from(Money).where(Money.table_id.in_(wanted.tables), _public_at(wanted.as_of))
    for name, allowed in wanted.values.items():
        query = query.where(getattr(Money, name).in_(allowed))
    if wanted.since is not None:
        query = query.where(Money.year_to >= wanted.since)
    if wanted.until is not None:
        query = query.where(Money.year_from <= wanted.until)
    return query


def _public_at(moment: datetime | None) -> Any:
    if moment is None:
        return Money.superseded.is_(None)
    withdrawn = sa.select(Version.id).join(Submission).where(Submission.state == "withdrawn")
    return sa.and_(
        Money.released <= moment,
        sa.or_(Money.superseded.is_(None), Money.superseded > moment),
        sa.or_(Money.superseded.is_(None), Money.version_id.not_in(withdrawn)),
    )


def _columns(names: Collection[str]) -> list[Any]:
    return [getattr(Money, name) for name in names]
