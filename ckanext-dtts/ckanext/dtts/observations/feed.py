"""From a published table to the store: the job that follows a publication, and the way to do it again."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import polars as pl
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Job, Observation, ObservationCount, Table, Version
from ckanext.dtts.observations import follow, history, store
from ckanext.dtts.observations.computed import beginning, computed
from ckanext.dtts.registers import gazetteer
from ckanext.dtts.road import frames, lookup
from dtts.indicators.definition import weights
from dtts.indicators.today import on_former_areas, on_todays_areas

_WEIGHED = ("indicator", "ref_area", "geo_version", "time_period", "value_type", "obs_value", "unit_mult")


def load(job: Job) -> dict[str, Any]:
    """Bring the table's own rows in line with its current version, since the moment of its publication."""
    table, version = _current(job)
    at = history.moved_at(table.id)
    if version is None:
        return {"superseded": store.drop(table.id, at)}
    return store.load(_frame(version), table, version, derived=False, at=at)._asdict()


def derive(job: Job) -> dict[str, Any]:
    """Compute the table's rows for the areas of today anew; since the moment of the weights, if they moved
    later than the table did."""
    table, version = _current(job)
    if version is None:
        return {}
    since = job.payload.get("since")
    moments = [history.moved_at(table.id), *([datetime.fromisoformat(since)] if since else [])]
    return store.load(_derived(version), table, version, derived=True, at=max(moments))._asdict()


def spread(job: Job) -> dict[str, Any]:
    """Queue the tables whose rates are weighed by this one, and those whose computed rows take a figure of
    it, once, not in turn."""
    if job.payload.get("spread") is False:
        return {}
    table, _ = _current(job)
    others = _weighed_by(table.id)
    for other in others:
        follow.put(other, spread=False, since=history.moved_at(table.id).isoformat())
    return {"tables": len(others)}


def note(job: Job, error: str) -> None:
    """A job that failed for good stays in the list of jobs; the store keeps its rows of before."""


def feeding_tables() -> Iterator[tuple[Table, Version]]:
    """Every published table that holds observations."""
    query = sa.select(Table, Version).join(Version, Version.id == Table.current_version_id)
    for table, version in model.Session.execute(query.order_by(Table.created)).tuples().all():
        if follow.feeds(version.schema_name):
            yield table, version


def rebuild(tables: Iterable[tuple[Table, Version]]) -> Iterator[tuple[str, store.Counts]]:
    """Fill the store from the kept files: first all own rows, since some weigh others, then the derived.
    Rows of tables that are not among these are superseded."""
    listed = list(tables)
    store.drop_all_but([table.id for table, _ in listed])
    for table, version in listed:
        yield table.slug, _replay(table, version, history.moved_at(table.id), derived=False)
        model.Session.commit()
    for table, version in listed:
        yield f"{table.slug} (derived)", _replay(table, version, history.moved_at(table.id), derived=True)
        model.Session.commit()


def rebuild_whole() -> Iterator[tuple[str, store.Counts]]:
    """Empty the store and fill it again with every release that there was, in the order in which they were
    public, in the caller's transaction: readers see the store of before until it ends."""
    tables = list(model.Session.scalars(sa.select(Version.table_id).distinct()))
    moves = sorted((move for table in tables for move in history.moves(table)), key=lambda move: move.at)
    for held in (Observation, ObservationCount):
        model.Session.execute(sa.delete(held))
    shown: dict[uuid.UUID, Version] = {}
    for at, table_id, version in moves:
        table = model.Session.get_one(Table, table_id)
        if version is None:
            yield table.slug, store.Counts(0, store.drop(table_id, at))
        elif follow.feeds(version.schema_name):
            shown[table_id] = version
            yield table.slug, _replay(table, version, at, derived=False)
            for each in (table_id, *_weighed_by(table_id)):
                weighed = model.Session.get_one(Table, each)
                yield f"{weighed.slug} (derived)", _replay(weighed, shown[each], at, derived=True)


def _replay(table: Table, version: Version, at: datetime, *, derived: bool) -> store.Counts:
    return store.load(rows(version, derived=derived), table, version, derived=derived, at=at)


def _current(job: Job) -> tuple[Table, Version | None]:
    """The table of a job with the version that is public now: a later one, an earlier one, or none."""
    table = model.Session.get_one(Table, uuid.UUID(job.payload["table_id"]))
    return table, lookup.current_version(table)


def _frame(version: Version) -> pl.DataFrame:
    return frames.read(frames.file_of(version))


def rows(version: Version, *, derived: bool) -> pl.DataFrame:
    """What the store holds of a version: its own rows, or those that are derived from them."""
    return _derived(version) if derived else _frame(version)


def _derived(version: Version) -> pl.DataFrame:
    reported, places = _frame(version), gazetteer()
    moved = [on_todays_areas(reported, _weights(), places), on_former_areas(reported, places)]
    made = computed(pl.concat([reported, moved[0]], how="diagonal_relaxed"))
    return pl.concat([*moved, made], how="diagonal_relaxed")


def _weights() -> pl.DataFrame:
    """The reported values of all indicators that weigh others."""
    columns = [getattr(Observation, name) for name in _WEIGHED]
    wanted = Observation.indicator.in_(set(weights().values()))
    query = sa.select(*columns).where(wanted, ~Observation.derived, Observation.superseded.is_(None))
    rows = [tuple(row) for row in model.Session.execute(query)]
    schema = {name.upper(): pl.String for name in _WEIGHED}
    return pl.DataFrame(rows, schema={**schema, "OBS_VALUE": pl.Float64, "UNIT_MULT": pl.Int64}, orient="row")


def _weighed_by(table_id: uuid.UUID) -> list[uuid.UUID]:
    """Other tables with rates that rows of this one weigh, or with rows computed from figures of it."""
    own = set(model.Session.scalars(sa.select(Observation.indicator).where(*_own(table_id)).distinct()))
    weighed = {code for code, weight in weights().items() if weight in own}
    found = sa.select(Observation.table_id).where(
        Observation.indicator.in_(weighed | beginning(own)),
        Observation.superseded.is_(None),
        Observation.table_id != table_id,
    )
    return sorted(model.Session.scalars(found.distinct()))


def _own(table_id: uuid.UUID) -> tuple[Any, ...]:
    return Observation.table_id == table_id, ~Observation.derived, Observation.superseded.is_(None)
