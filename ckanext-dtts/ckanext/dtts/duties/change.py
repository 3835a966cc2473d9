"""The one place where the catalogue is changed, and where every change is written down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.duties.entries import FIELDS
from ckanext.dtts.errors import RefusedError
from ckanext.dtts.model import CatalogueEntry, EntryChange
from ckanext.dtts.model.columns import now
from ckanext.dtts.road.states import Actor

PORTAL = Actor("policy", "portal")


def create(columns: Mapping[str, Any], by: Actor, reason: str | None) -> CatalogueEntry:
    """A new entry in the caller's transaction; RefusedError when there is one of its code."""
    if find(columns["code"]) is not None:
        raise RefusedError(
            "code",
            "code-taken",
            f"Danh mục đã có mục “{columns['code']}”.",
            f"The catalogue has an entry “{columns['code']}” already.",
        )
    return add(columns, by, reason)


def add(columns: Mapping[str, Any], by: Actor, reason: str | None) -> CatalogueEntry:
    """A new entry of which the caller knows that its code is free."""
    made = CatalogueEntry(**columns)
    model.Session.add(made)
    model.Session.flush()
    _record(made, list(FIELDS), by, reason)
    return made


def update(stored: CatalogueEntry, columns: Mapping[str, Any], by: Actor, reason: str | None) -> list[str]:
    """Set what `columns` says in the caller's transaction; the names of what is another now."""
    changed = [name for name in FIELDS if name in columns and getattr(stored, name) != columns[name]]
    for name in changed:
        setattr(stored, name, columns[name])
    if changed:
        stored.changed = now()
        _record(stored, changed, by, reason)
    return changed


def find(code: str) -> CatalogueEntry | None:
    """The entry of that code."""
    return model.Session.scalar(sa.select(CatalogueEntry).where(CatalogueEntry.code == code))


def entry(code: str) -> CatalogueEntry:
    """The entry of that code; ObjectNotFound when there is none."""
    found = find(code)
    if found is None:
        raise tk.ObjectNotFound("entry")
    return found


def actor(user_name: str | None) -> Actor:
    """Who changes: a person, or the portal's own user for commands and the seed."""
    user = model.User.get(user_name or "")
    if user is None or user.name == tk.config["ckan.site_id"]:
        return PORTAL
    return Actor("person", str(user.id))


def content(stored: CatalogueEntry) -> dict[str, Any]:
    """All that an entry says, as a change keeps it."""
    return {name: _plain(getattr(stored, name)) for name in FIELDS}


def _record(stored: CatalogueEntry, changed: list[str], by: Actor, reason: str | None) -> None:
    change = EntryChange(
        entry_id=stored.id,
        actor=by.id,
        actor_kind=by.kind,
        reason=reason or None,
        fields=changed,
        content=content(stored),
    )
    model.Session.add(change)
    model.Session.flush()


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
