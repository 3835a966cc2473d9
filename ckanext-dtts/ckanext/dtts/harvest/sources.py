"""Sources: put in, started after a dry run, paused, resumed."""

from __future__ import annotations

import uuid

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.errors import RefusedError
from ckanext.dtts.harvest import definitions
from ckanext.dtts.model import Source
from ckanext.dtts.model.columns import now
from dtts_harvesters.source import Source as Definition

BREAKER = "breaker"


def get(name: str) -> Source:
    """The source of that name; ObjectNotFound."""
    found = model.Session.scalar(sa.select(Source).where(Source.name == name))
    if found is None:
        raise tk.ObjectNotFound("source")
    return found


def definition_of(source: Source) -> Definition:
    """What its file says."""
    return definitions.known(source.definition)


def usable_definition(source: Source) -> Definition | None:
    """What its file says; None when this release does not take it any more, since connectors, schemas and
    dataset types come and go, and one such source must not stop what is done about the others."""
    try:
        return definition_of(source)
    except definitions.DefinitionError:
        return None


def title_of(source: Source) -> dict[str, str]:
    """Its title in both languages."""
    definition = usable_definition(source)
    return dict(definition.title) if definition else {"vi": source.title, "en": source.title}


def put(text: str, keeper_id: str) -> Source:
    """A new source, or another file for the one of the same id, in the caller's transaction.

    With another file it stands still until a dry run of that file went well; the records stay. The same file
    again changes nothing. DefinitionError.
    """
    definition = definitions.read(text)
    agency, sha256 = definitions.agency_of(definition), definitions.digest(text)
    source = model.Session.scalar(sa.select(Source).where(Source.name == definition.id).with_for_update())
    if source is not None and source.sha256 == sha256:
        return source
    if source is None:
        source = Source(id=uuid.uuid4(), name=definition.id, state="new")
        model.Session.add(source)
    source.definition, source.sha256, source.title = text, sha256, definition.title["vi"]
    source.agency_id, source.keeper_id = agency.id, keeper_id
    source.state, source.paused_by, source.next_run = "new", None, None
    source.memory, source.failures = {}, 0
    model.Session.flush()
    return source


def start(source: Source) -> None:
    """Let the source run by its schedule, in the caller's transaction; RefusedError before a dry run of its
    present file went well."""
    need_checked(source)
    source.state, source.paused_by, source.failures = "active", None, 0
    source.next_run = now()


def pause(source: Source, by: str) -> None:
    """Let it run no more until it is started again, in the caller's transaction; `by` is a user's id."""
    source.state, source.paused_by, source.next_run = "paused", by, None


def need_checked(source: Source) -> None:
    """RefusedError before a dry run of the source's present file went well."""
    if not source.is_checked:
        raise RefusedError(
            "id",
            "not-checked",
            "Hãy chạy thử nguồn này và xem các bản ghi đầu tiên trước khi cho chạy thật.",
            "Make a dry run of this source and look at its first records before it starts.",
        )
