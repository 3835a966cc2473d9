"""What the actions answer about an agency."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts import registers
from ckanext.dtts.model.columns import iso
from ckanext.dtts.rights import person, tree
from ckanext.dtts.rights.approval import approval_of
from ckanext.dtts.rights.people import ROLES
from ckanext.dtts.rights.settings import changes_of, settings_of
from dtts.units import remit

CHANGES_SHOWN = 100


def agency(identifier: str) -> model.Group:
    """The agency of that name or id; ObjectNotFound when there is none."""
    found = model.Group.get(identifier)
    if found is None or not found.is_organization or found.state != model.State.ACTIVE:
        raise tk.ObjectNotFound("agency")
    return found


def agency_dict(found: model.Group) -> dict[str, Any]:
    """Settings with their effect: `place` in words, `today` the units that it is now, `approves` who does."""
    stored, placed = settings_of(found.id), person.placed()
    return {
        "id": found.id,
        "name": found.name,
        "title": found.title,
        "area_id": stored.area_id,
        "place": _place(stored.area_id),
        "today": _today(stored.area_id),
        "approval": stored.approval,
        "approves": approval_of(found.id),
        "one_person": bool(stored.one_person),
        "register_id": stored.register_id,
        "written_as": stored.written_as,
        "above": _named(tree.above(placed, found.id)),
        "below": _named(tree.below(placed, {found.id})),
        "changed": iso(stored.changed) if stored.changed else None,
    }


def change_dicts(agency_id: str) -> list[dict[str, Any]]:
    """The last changes with names of people; who is gone keeps the id."""
    changes = changes_of(agency_id, CHANGES_SHOWN)
    ids = {each.actor for each in changes} | {each.subject for each in changes if each.subject}
    query = sa.select(model.User.id, model.User.name).where(model.User.id.in_(ids))
    names = dict(model.Session.execute(query).tuples().all())
    return [
        {
            "at": iso(each.at),
            "actor": names.get(each.actor, each.actor),
            "field": each.field,
            "subject": names.get(each.subject, each.subject) if each.subject else None,
            "before": _word(each.field, each.before),
            "after": _word(each.field, each.after),
        }
        for each in changes
    ]


def _word(field: str, value: str | None) -> str | None:
    return ROLES.get(value, value) if field == "member" and value else value


def _place(area_id: str | None) -> dict[str, str] | None:
    unit = registers.gazetteer().place(area_id) if area_id else None
    return {"vi": unit.label("vi"), "en": unit.label("en")} if unit else None


def _today(area_id: str | None) -> list[str]:
    found = remit(registers.gazetteer(), area_id, registers.today()) if area_id else None
    return sorted(found.ground) if found else []


def _named(ids: set[str]) -> list[dict[str, str]]:
    query = sa.select(model.Group.id, model.Group.name, model.Group.title).where(model.Group.id.in_(ids))
    return [dict(row) for row in model.Session.execute(query.order_by(model.Group.title)).mappings()]
