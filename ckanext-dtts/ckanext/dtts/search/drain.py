"""Pass what the outbox notes on to Solr, in batches with one commit each."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

import ckan.logic as logic
import ckan.model as model
import ckan.plugins.toolkit as tk
import pysolr
import sqlalchemy as sa
from ckan.lib.search.common import SearchIndexError
from ckan.types import Context

from ckanext.dtts.jobs import notes
from ckanext.dtts.registers import published
from ckanext.dtts.search import solr
from ckanext.dtts.search.outbox import TOPIC

log = logging.getLogger(__name__)

AT_ONCE = 50
"""Documents of one request: some datasets have hundreds of files."""


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
    with notes.alone(TOPIC) as alone:
        ids = _due(batch) if alone else {}
        return _pass_on(ids) if ids else Drained(left=notes.waiting(TOPIC))


def pass_on() -> bool:
    """Drain one batch, as the worker does; whether any note of it was settled."""
    drained = drain()
    return bool(drained.indexed or drained.removed or drained.failed)


def _due(batch: int) -> dict[str, list[UUID]]:
    """The notes to work on, by dataset: many edits of one dataset are one update."""
    found: dict[str, list[UUID]] = {}
    for note in notes.due(TOPIC, batch):
        found.setdefault(note.key, []).append(note.id)
    return found


def _pass_on(ids: dict[str, list[UUID]]) -> Drained:
    outcome: dict[str, str] = {}
    errors: dict[str, str] = {}
    published.look_again()  # a note may be there because a register has changed
    keys = list(ids)
    try:
        for start in range(0, len(keys), AT_ONCE):
            _index(keys[start : start + AT_ONCE], outcome, errors)
        solr.commit()
    except (SearchIndexError, pysolr.SolrError, OSError) as error:
        return _gave_up(error)
    notes.settle(
        [note for key in outcome for note in ids[key]],
        {note: why for key, why in errors.items() for note in ids[key]},
    )
    done = list(outcome.values())
    return Drained(done.count("indexed"), done.count("removed"), len(errors), notes.waiting(TOPIC))


def _index(keys: list[str], outcome: dict[str, str], errors: dict[str, str]) -> None:
    """Bring the documents of datasets in line, those that change in one request. Raises when Solr is away."""
    with solr.kept() as documents, _at_hand(keys):
        for key in keys:
            try:
                outcome[key] = index_now(key)
            except (SearchIndexError, pysolr.SolrError, OSError) as error:
                if not solr.answers():
                    raise
                errors[key] = str(error)
            except Exception as error:  # one broken dataset must not hold up all the others
                model.Session.rollback()
                log.exception("dataset %r cannot be indexed", key)
                errors[key] = repr(error)
    for document, why in solr.send(documents) if documents else ():
        for key in (document["id"], document["name"]):  # a note names one or the other
            if outcome.pop(key, None):
                errors[key] = why


@contextmanager
def _at_hand(keys: list[str]) -> Iterator[None]:
    """Datasets read in one query instead of two for each: the session knows them while they are held."""
    query = sa.select(model.Package).where(model.Package.id.in_(keys))
    held = list(model.Session.scalars(query.execution_options(populate_existing=True)))
    yield
    held.clear()


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
    left = notes.waiting(TOPIC)
    log.warning("Solr does not answer; %s changes wait for it: %.200s", left, error)
    return Drained(left=left)
