"""Pass what the outbox notes on to Solr, in batches with one commit each."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import ckan.logic as logic
import ckan.model as model
import ckan.plugins.toolkit as tk
import pysolr
import sqlalchemy as sa
from ckan.lib.search.common import SearchIndexError
from ckan.types import Context

from ckanext.dtts.model.columns import now
from ckanext.dtts.model.outbox import Outbox
from ckanext.dtts.registers import published
from ckanext.dtts.search import solr
from ckanext.dtts.search.outbox import TOPIC

log = logging.getLogger(__name__)

# Any number that no other advisory lock of this database uses.
_LOCK = 0x64_74_74_73_01
_LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True)
class Drained:
    """What one call did: numbers of datasets, and of notes that are left."""

    indexed: int = 0
    removed: int = 0
    failed: int = 0
    left: int = 0


def drain(batch: int = 200) -> Drained:
    """Index what at most `batch` notes name, and forget those notes.

    Commits `model.Session`, so call it with nothing of your own open. With Solr down it changes
    nothing and returns; the notes wait. A dataset that cannot be indexed is tried again later, each
    time after a longer while, and never holds up the others. Safe to call in several processes: one
    works, the others return at once.
    """
    with _alone() as alone:
        if not alone:
            return Drained(left=_waiting())
        notes = _due(batch)
        if not notes:
            return Drained(left=_waiting())
        return _pass_on(notes)


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether this process is the only one that drains.

    Two at once could each read a dataset and write it in the other order, and the older would stay.
    """
    with model.meta.engine.connect() as connection:
        got = connection.scalar(sa.select(sa.func.pg_try_advisory_lock(_LOCK)))
        try:
            yield bool(got)
        finally:
            if got:
                connection.scalar(sa.select(sa.func.pg_advisory_unlock(_LOCK)))


def _due(batch: int) -> dict[str, list[Outbox]]:
    """The notes to work on, by dataset: many edits of one dataset are one update."""
    query = (
        sa.select(Outbox)
        .where(Outbox.topic == TOPIC, Outbox.due <= now())
        .order_by(Outbox.due, Outbox.created)
        .limit(batch)
    )
    notes: dict[str, list[Outbox]] = {}
    for note in model.Session.scalars(query):
        notes.setdefault(note.key, []).append(note)
    return notes


def _waiting() -> int:
    count = model.Session.scalar(sa.select(sa.func.count()).select_from(Outbox).where(Outbox.topic == TOPIC))
    # Nothing of this session may stay open while the caller sleeps.
    model.Session.rollback()
    return count or 0


def _pass_on(notes: dict[str, list[Outbox]]) -> Drained:
    # Plain values first: indexing goes through CKAN's actions, which may expire what the session holds.
    ids = {key: [note.id for note in group] for key, group in notes.items()}
    outcome: dict[str, str] = {}
    errors: dict[str, str] = {}
    published.look_again()  # a note may be there because a register has changed
    for key in ids:
        try:
            outcome[key] = index_now(key)
        except (SearchIndexError, pysolr.SolrError, OSError) as error:
            if not solr.answers():
                return _gave_up(error)
            errors[key] = str(error)
        except Exception as error:  # one broken dataset must not hold up all the others
            model.Session.rollback()
            log.exception("dataset %r cannot be indexed", key)
            errors[key] = repr(error)
    try:
        solr.commit()
    except (pysolr.SolrError, OSError) as error:
        return _gave_up(error)
    _settle({key: ids[key] for key in outcome}, {key: (ids[key], why) for key, why in errors.items()})
    done = list(outcome.values())
    return Drained(done.count("indexed"), done.count("removed"), len(errors), _waiting())


def index_now(key: str) -> str:
    """Bring one dataset's document in line with the database: `indexed` or `removed`. No Solr commit."""
    context = Context(ignore_auth=True)
    try:
        default, custom = logic.package_show_default_and_custom_schemas(context, key)
    except logic.NotFound:
        solr.remove(key)
        return "removed"
    if default.get("state") == "deleted" and tk.config["ckan.search.remove_deleted_packages"]:
        solr.remove(default["id"])
        return "removed"
    solr.add(dict(default, with_custom_schema=custom))
    return "indexed"


def _gave_up(error: Exception) -> Drained:
    model.Session.rollback()
    left = _waiting()
    log.warning("Solr does not answer; %s changes wait for it: %.200s", left, error)
    return Drained(left=left)


def _settle(done: dict[str, list[UUID]], failed: dict[str, tuple[list[UUID], str]]) -> None:
    """Forget the notes that are done and put off those that failed, in one transaction."""
    finished = [note for notes in done.values() for note in notes]
    if finished:
        model.Session.execute(sa.delete(Outbox).where(Outbox.id.in_(finished)))
    for notes, why in failed.values():
        for note in model.Session.scalars(sa.select(Outbox).where(Outbox.id.in_(notes))):
            note.attempt += 1
            note.due = now() + min(_LONGEST_WAIT, timedelta(seconds=5 * 2**note.attempt))
            note.error = why[:1000]
    model.Session.commit()
