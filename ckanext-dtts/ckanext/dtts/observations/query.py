"""A slice of the store: which rows, as of which moment, one page after the other."""

from __future__ import annotations

import base64
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Observation, Submission, Version
from ckanext.dtts.model.observation import KEY
from ckanext.dtts.observations.store import COLUMNS

_ORDER = (*KEY, "seq")
_READ = (*COLUMNS, "seq", "table_id", "released", "derived")
_BATCH = 5_000
Row = Any
"""A row of a query: the store's columns as attributes, without the cost of the ORM's objects."""


@dataclass(frozen=True)
class Slice:
    """`values` are allowed values by dimension (an empty mapping asks for all); `since` and `until` bound the
    time period as text, both included; `as_of` asks for what was public at that moment, less what came with
    a version that was withdrawn since."""

    tables: Collection[UUID]
    values: Mapping[str, Collection[str]] = field(default_factory=dict)
    since: str | None = None
    until: str | None = None
    as_of: datetime | None = None


class WrongCursor(ValueError):  # noqa: N818 - a word of the reader's, not of ours
    """`after` was not taken from an answer of ours."""


def count(wanted: Slice) -> int:
    """How many rows a slice has."""
    return int(model.Session.scalar(_where(sa.select(sa.func.count()), wanted)) or 0)


def page(wanted: Slice, limit: int, after: str | None = None) -> tuple[list[Row], str | None]:
    """At most `limit` rows in the order of the key, and the cursor of the next page; WrongCursor."""
    query = _where(sa.select(*_columns(_READ)), wanted)
    if after:
        query = query.where(
            sa.tuple_(*_columns()) > sa.tuple_(*(sa.literal(value) for value in _position(after)))
        )
    found = list(model.Session.execute(query.order_by(*_columns()).limit(limit + 1)))
    return found[:limit], _cursor(found[limit - 1]) if len(found) > limit else None


def stream(wanted: Slice) -> Iterator[Sequence[Row]]:
    """All rows in batches, read from the server as they are taken."""
    query = _where(sa.select(*_columns(_READ)), wanted).order_by(*_columns())
    result = model.Session.execute(query, execution_options={"yield_per": _BATCH})
    yield from result.partitions()


def _where(query: Any, wanted: Slice) -> Any:
    query = query.select_from(Observation).where(
        Observation.table_id.in_(wanted.tables), _public_at(wanted.as_of)
    )
    for name, allowed in wanted.values.items():
        query = query.where(getattr(Observation, name).in_(allowed))
    if wanted.since:
        query = query.where(Observation.time_period >= wanted.since)
    if wanted.until:
        # `2016` takes in `2016-S1` and `2016-12`, which as text come after it.
        query = query.where(Observation.time_period <= f"{wanted.until}~")
    return query


def _public_at(moment: datetime | None) -> Any:
    if moment is None:
        return Observation.superseded.is_(None)
    later = sa.or_(Observation.superseded.is_(None), Observation.superseded > moment)
    withdrawn = sa.select(Version.id).join(Submission).where(Submission.state == "withdrawn")
    kept = sa.or_(Observation.superseded.is_(None), Observation.version_id.not_in(withdrawn))
    return sa.and_(Observation.released <= moment, later, kept)


def _columns(names: Sequence[str] = _ORDER) -> list[Any]:
    return [getattr(Observation, name) for name in names]


def _cursor(row: Row) -> str:
    position = [getattr(row, name) for name in _ORDER]
    return base64.urlsafe_b64encode(json.dumps(position, separators=(",", ":")).encode()).decode().rstrip("=")


def _position(cursor: str) -> list[str | int]:
    try:
        read = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError as wrong:
        raise WrongCursor from wrong
    texts = read[:-1] if isinstance(read, list) and len(read) == len(_ORDER) else [None]
    if not all(isinstance(text, str) for text in texts) or not isinstance(read[-1], int):
        raise WrongCursor
    return list(read)
