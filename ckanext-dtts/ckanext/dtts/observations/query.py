"""A slice of the store: which rows, as of which moment, one page after the other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import polars as pl
import sqlalchemy as sa
from ckan import model

from ckanext.dtts import cursor
from ckanext.dtts.model import Observation, ObservationCount, Submission, Version
from ckanext.dtts.model.observation import KEY
from ckanext.dtts.observations import reading
from ckanext.dtts.observations.store import COLUMNS
from dtts.indicators.aggregate import aggregate as summed
from dtts.indicators.definition import rules
from dtts.units import Gazetteer, Level

_ORDER = (*KEY, "seq")
_KINDS = (*(str for _ in KEY), int)
_READ = (*COLUMNS, "seq", "table_id", "released", "derived")
_BATCH = 5_000
_SUMMED = (
    "obs_value", "unit_measure", "unit_mult", "decimals", "obs_status", "conf_status", "numerator",
    "denominator",
)  # fmt: skip
FIRST_PART, PART = 500, 20_000
# Fewer rows are found by another index and sorted sooner than read in the order of the key.
MOST_SORTED = 200_000
AREA = "ref_area"
_ISO = 'YYYY-MM-DD"T"HH24:MI:SS"Z"'
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


def count(wanted: Slice) -> int:
    """How many rows a slice has. Without areas and a moment the kept counts tell, and no row is read."""
    if wanted.as_of or AREA in wanted.values:
        return int(model.Session.scalar(_where(sa.select(sa.func.count()), wanted)) or 0)
    query = sa.select(sa.func.sum(ObservationCount.rows)).where(*_asked(ObservationCount, wanted))
    return int(model.Session.scalar(query) or 0)


def available(wanted: Slice, dimensions: Collection[str]) -> dict[str, list[str]]:
    """The values that the rows of a slice have in each of these dimensions, sorted."""
    kept = not wanted.as_of and AREA not in {*wanted.values, *dimensions}
    found = {}
    for name in dimensions:
        source: Any = ObservationCount if kept else Observation
        query = sa.select(getattr(source, name)).distinct()
        query = query.where(*_asked(source, wanted)) if kept else _where(query, wanted)
        found[name] = sorted(model.Session.scalars(query))
    return found


def page(wanted: Slice, limit: int, after: str | None = None) -> tuple[list[Row], str | None]:
    """At most `limit` rows in the order of the key, and the cursor of the next page; WrongCursor."""
    query = _where(sa.select(*_columns(_READ)), wanted)
    if after:
        query = query.where(_beyond(after))
    found = list(model.Session.execute(query.order_by(*_columns()).limit(limit + 1)))
    last = [getattr(found[limit - 1], name) for name in _ORDER] if len(found) > limit else None
    return found[:limit], cursor.encode(last) if last else None


def table(wanted: Slice, limit: int, after: str | None = None) -> tuple[pl.DataFrame, str | None]:
    """A page as `page` has it, as one table: columns as of `frames`."""
    query = _framed(wanted)
    if after:
        query = query.where(_beyond(after))
    found = reading.read(query.limit(limit + 1))
    more = found.height > limit
    return found.head(limit), cursor.encode(found.select(_ORDER).row(limit - 1)) if more else None


def whole(wanted: Slice) -> pl.DataFrame:
    """All rows in their order at once, for slices that are known to be small: columns as of `frames`."""
    return reading.read(_framed(wanted))


def frames(wanted: Slice, total: int | None = None) -> Iterator[pl.DataFrame]:
    """All rows in their order, in parts as they are read, none of them from another moment than the others.

    Columns: the store's, then `seq`, `table_id` (text) and `released` (ISO 8601 in UTC, to the second).
    `total` is how many rows there are, for who has counted them.
    """
    unsorted = (count(wanted) if total is None else total) > MOST_SORTED
    return reading.read_in_parts(_framed(wanted), FIRST_PART, PART, unsorted=unsorted)


def aggregate(
    wanted: Slice, places: Gazetteer, above: Level | None, below: Level | None, over: Collection[str]
) -> pl.DataFrame:
    """The rows of a slice summed up to the places of a level, as of `dtts.indicators.aggregate`.

    `table_id` lists the tables that an indicator is of. Of two tables with the same cell the one
    released last counts.
    """
    # What the question names is not read: of a sum, most of the time went into the columns of its rows.
    fixed = {name: next(iter(given)) for name, given in wanted.values.items() if len(given) == 1}
    names = [name for name in (*KEY, *_SUMMED) if name not in fixed]
    query = _where(sa.select(*_columns(names), Observation.table_id, Observation.released), wanted)
    read = reading.read(query).with_columns(pl.lit(value).alias(name) for name, value in fixed.items())
    rows = read.rename({name: name.upper() for name in (*KEY, *_SUMMED)})
    key = [name.upper() for name in KEY if name not in fixed or name == AREA]
    latest = rows.sort("released", maintain_order=True).unique(key, keep="last", maintain_order=True)
    made = summed(latest, places, above, rules(), below=below, over=[name.upper() for name in over])
    return made.join(rows.group_by("INDICATOR").agg(pl.col("table_id").unique()), on="INDICATOR", how="left")


def stream(wanted: Slice) -> Iterator[Sequence[Row]]:
    """All rows in batches, read from the server as they are taken."""
    query = _where(sa.select(*_columns(_READ)), wanted).order_by(*_columns())
    result = model.Session.execute(query, execution_options={"yield_per": _BATCH})
    yield from result.partitions()


def _where(query: Any, wanted: Slice) -> Any:
    return query.select_from(Observation).where(*_asked(Observation, wanted), _public_at(wanted.as_of))


def _asked(source: Any, wanted: Slice) -> Iterator[Any]:
    """What a slice asks of rows, or of their counts."""
    yield source.table_id.in_(wanted.tables)
    for name, allowed in wanted.values.items():
        yield getattr(source, name).in_(allowed)
    if wanted.since:
        yield source.time_period >= wanted.since
    if wanted.until:
        # `2016` takes in `2016-S1` and `2016-12`, which as text come after it.
        yield source.time_period <= f"{wanted.until}~"


def _framed(wanted: Slice) -> Any:
    moment = sa.func.to_char(sa.func.timezone("UTC", Observation.released), _ISO)
    columns = [*_columns(COLUMNS), Observation.seq, Observation.table_id, moment.label("released")]
    return _where(sa.select(*columns), wanted).order_by(*_columns())


def _beyond(after: str) -> Any:
    """Rows after a position; its first column stands apart, which the planner does not see in a row."""
    position = cursor.decode(after, _KINDS)
    whole = sa.tuple_(*_columns()) > sa.tuple_(*(sa.literal(value) for value in position))
    return sa.and_(_columns()[0] >= position[0], whole)


def _public_at(moment: datetime | None) -> Any:
    if moment is None:
        return Observation.superseded.is_(None)
    later = sa.or_(Observation.superseded.is_(None), Observation.superseded > moment)
    withdrawn = sa.select(Version.id).join(Submission).where(Submission.state == "withdrawn")
    kept = sa.or_(Observation.superseded.is_(None), Observation.version_id.not_in(withdrawn))
    return sa.and_(Observation.released <= moment, later, kept)


def _columns(names: Sequence[str] = _ORDER) -> list[Any]:
    return [getattr(Observation, name) for name in names]
