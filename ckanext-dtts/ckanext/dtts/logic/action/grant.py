"""Actions on grants: who keeps the registers, who keeps the harvest sources."""

from __future__ import annotations

import uuid
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.logic import validate
from ckan.types import Context
from sqlalchemy.dialects.postgresql import insert

from ckanext.dtts.logic import schema
from ckanext.dtts.model import Grant
from ckanext.dtts.model.columns import iso, now


@validate(schema.grant_create)
def dtts_grant_create(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Give a person a keeper's role; giving it twice changes nothing.

    Args:
        user: name or id
        role: `register_keeper` or `harvest_keeper`
    """
    tk.check_access("dtts_grant_create", context, data_dict)
    user = model.User.get(data_dict["user"])
    giver = model.User.get(context.get("user") or "")
    values = {"user_id": user.id, "role": data_dict["role"], "granted_by": giver.id if giver else "portal"}
    given = insert(Grant).values(id=uuid.uuid4(), created=now(), **values)
    model.Session.execute(given.on_conflict_do_nothing(constraint="dtts_grant_once"))
    model.Session.commit()
    query = sa.select(Grant).where(Grant.user_id == user.id, Grant.role == data_dict["role"])
    return _grant_dict(model.Session.scalars(query).one(), user.name)


@validate(schema.by_id)
def dtts_grant_delete(context: Context, data_dict: dict[str, Any]) -> None:
    """Take a keeper's role back.

    Args:
        id: the grant's id
    """
    tk.check_access("dtts_grant_delete", context, data_dict)
    try:
        grant = model.Session.get(Grant, uuid.UUID(data_dict["id"]))
    except ValueError:
        grant = None
    if grant is None:
        raise tk.ObjectNotFound("grant")
    model.Session.delete(grant)
    model.Session.commit()


@tk.side_effect_free
def dtts_grant_list(context: Context, data_dict: dict[str, Any]) -> list[dict[str, Any]]:
    """Every keeper's role that is given, by name of the person."""
    tk.check_access("dtts_grant_list", context, data_dict)
    query = sa.select(Grant, model.User.name).join(model.User, model.User.id == Grant.user_id)
    pairs = model.Session.execute(query.order_by(model.User.name, Grant.role)).tuples()
    return [_grant_dict(grant, name) for grant, name in pairs]


def _grant_dict(grant: Grant, user_name: str) -> dict[str, Any]:
    return {"id": str(grant.id), "user": user_name, "role": grant.role, "created": iso(grant.created)}
