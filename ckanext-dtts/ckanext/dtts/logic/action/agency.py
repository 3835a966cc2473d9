"""Actions on agencies: their place, who approves for them, their people, and what was changed when."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.logic import validate
from ckan.types import Context

from ckanext.dtts.errors import translated
from ckanext.dtts.logic import schema
from ckanext.dtts.model import Agency
from ckanext.dtts.rights import people, settings, show


@tk.side_effect_free
def dtts_agency_list(context: Context, data_dict: dict[str, Any]) -> list[dict[str, Any]]:
    """Every agency with its place, by name: `{id, name, title, area_id}`."""
    tk.check_access("dtts_agency_list", context, data_dict)
    query = (
        sa.select(model.Group.id, model.Group.name, model.Group.title, Agency.area_id)
        .outerjoin(Agency, Agency.agency_id == model.Group.id)
        .where(model.Group.is_organization.is_(True), model.Group.state == model.State.ACTIVE)
        .order_by(model.Group.title, model.Group.name)
    )
    return [dict(row) for row in model.Session.execute(query).mappings()]


@tk.side_effect_free
@validate(schema.by_id)
def dtts_agency_show(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """The settings of an agency, and which agencies are above and below it today.

    Args:
        id: the agency's id or name
    """
    tk.check_access("dtts_agency_show", context, data_dict)
    return show.agency_dict(show.agency(data_dict["id"]))


@validate(schema.agency_update)
def dtts_agency_update(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Set something of an agency; what is left out stays, what is empty is taken away. Every change is kept.

    Args:
        id: the agency's id or name
        area_id: its place, a code with its period as `24@since-2025-07`
        approval: `person` or `auto`; empty for the portal's setting
        one_person: whether its only approver may decide on what they sent themselves
        register_id: its id in the register of agencies
        written_as: the names, one a line, by which recommendations call it

    Returns:
        The agency, as `dtts_agency_show` gives it.
    """
    tk.check_access("dtts_agency_update", context, data_dict)
    agency = show.agency(data_dict["id"])
    values = {field: data_dict[field] for field in settings.FIELDS if field in data_dict}
    values = {field: value if value != "" else None for field, value in values.items()}
    user = model.User.get(context.get("user") or "")
    with translated():
        settings.change(agency.id, values, str(user.id) if user else people.PORTAL)
    model.Session.commit()
    return show.agency_dict(agency)


@tk.side_effect_free
@validate(schema.by_id)
def dtts_agency_member_list(context: Context, data_dict: dict[str, Any]) -> list[dict[str, Any]]:
    """The people of an agency with their roles: approvers, senders, readers, each by name.

    Args:
        id: the agency's id or name
    """
    tk.check_access("dtts_agency_member_list", context, data_dict)
    return people.members_of(show.agency(data_dict["id"]).id)


@tk.side_effect_free
@validate(schema.by_id)
def dtts_agency_change_list(context: Context, data_dict: dict[str, Any]) -> list[dict[str, Any]]:
    """What was changed of an agency and its people, newest first: who, when, from what to what.

    Args:
        id: the agency's id or name
    """
    tk.check_access("dtts_agency_change_list", context, data_dict)
    return show.change_dicts(show.agency(data_dict["id"]).id)
