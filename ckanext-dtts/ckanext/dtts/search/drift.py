"""What lies between the database and the index, and how it is closed without emptying the index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

import ckan.model as model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa

from ckanext.dtts.search import solr
from ckanext.dtts.search.drain import index_now

_BATCH = 200
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Drift:
    """Ids of datasets: not in the index, in it as they no longer are, in it though gone."""

    missing: tuple[str, ...]
    stale: tuple[str, ...]
    orphaned: tuple[str, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """All that must be looked at again."""
        return self.missing + self.stale + self.orphaned


def drift() -> Drift:
    """Compare ids and times of change; reads both sides and changes neither."""
    known = dict(_in_database())
    held = {key: _moment(value) for key, value in solr.held()}
    return Drift(
        missing=tuple(sorted(known.keys() - held.keys())),
        stale=tuple(sorted(key for key in known.keys() & held.keys() if known[key] != held[key])),
        orphaned=tuple(sorted(held.keys() - known.keys())),
    )


def repair(found: Drift, progress: Progress) -> None:
    """Index again what differs and nothing else. `progress(done, all)` is called after each batch."""
    _index(found.ids, progress)


def rebuild(progress: Progress) -> int:
    """Index every dataset anew and take out what is gone; readers find everything meanwhile."""
    known = [key for key, _ in _in_database()]
    gone = {key for key, _ in solr.held()} - set(known)
    _index([*known, *sorted(gone)], progress)
    return len(known)


def _in_database() -> Iterator[tuple[str, datetime]]:
    query = sa.select(model.Package.id, model.Package.metadata_modified)
    if tk.config["ckan.search.remove_deleted_packages"]:
        query = query.where(model.Package.state != "deleted")
    for key, modified in model.Session.execute(query):
        yield key, _milliseconds(modified)


def _moment(value: str) -> datetime:
    return _milliseconds(datetime.fromisoformat(value.rstrip("Z")))


def _milliseconds(moment: datetime) -> datetime:
    """Solr keeps milliseconds, PostgreSQL microseconds."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _index(keys: Iterable[str], progress: Progress) -> None:
    keys = list(keys)
    done = 0
    for batch in _batches(keys):
        for key in batch:
            index_now(key)
        solr.commit()
        # What was read stays in the session's memory otherwise.
        model.Session.rollback()
        model.Session.expunge_all()
        done += len(batch)
        progress(done, len(keys))


def _batches(keys: list[str]) -> Iterator[list[str]]:
    rest = iter(keys)
    while batch := list(islice(rest, _BATCH)):
        yield batch
