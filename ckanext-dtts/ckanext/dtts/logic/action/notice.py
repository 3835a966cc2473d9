"""Actions on one's own notices: see them, mark them as read, say how often to be mailed."""

from __future__ import annotations

import uuid
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context

from ckanext.dtts.logic import schema
from ckanext.dtts.notices import listing, settings


@tk.side_effect_free
@validate(schema.notice_list)
def dtts_notice_list(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """The caller's notices: those not read first, each group newest first.

    Args:
        unread: only those that are not read (optional)
        limit, offset: 100 and 0 unless told

    Returns:
        `unread`, how many are not read, and `notices`, each with `title` and `text` in both languages.
    """
    tk.check_access("dtts_notice_list", context, data_dict)
    user_id = _caller(context)
    asked = {name: data_dict[name] for name in ("limit", "offset")}
    found = listing.page(user_id, unread=bool(data_dict.get("unread")), **asked)
    return {"unread": listing.unread(user_id), "notices": found}


@validate(schema.notice_read)
def dtts_notice_read(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Mark one of the caller's notices as read, or all of them.

    Args:
        id: the notice's id; all when it is left out

    Returns:
        `marked`, how many were not read before.
    """
    tk.check_access("dtts_notice_read", context, data_dict)
    try:
        notice_id = uuid.UUID(data_dict["id"]) if data_dict.get("id") else None
    except ValueError as error:
        raise tk.ObjectNotFound("notice") from error
    marked = listing.mark_read(_caller(context), notice_id)
    model.Session.commit()
    return {"marked": marked}


@tk.side_effect_free
def dtts_notice_setting_show(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """How often the caller is mailed of what waits for them (`to_act`) and of the rest (`to_know`).

    Returns:
        Both paces; `mails`, whether this portal sends any; `refused`, when the address was refused for good.
    """
    tk.check_access("dtts_notice_setting_show", context, data_dict)
    return settings.shown(_caller(context))


@validate(schema.notice_setting)
def dtts_notice_setting_update(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Say how often to be mailed; it holds for what is not mailed yet as well.

    Args:
        to_act, to_know: `at-once`, `daily`, `weekly` or `none`
    """
    tk.check_access("dtts_notice_setting_update", context, data_dict)
    user_id = _caller(context)
    settings.change(user_id, {name: data_dict[name] for name in ("to_act", "to_know")})
    model.Session.commit()
    return settings.shown(user_id)


def _caller(context: Context) -> str:
    user = model.User.get(context.get("user") or "")
    if user is None:
        raise tk.NotAuthorized("Hãy đăng nhập / Log in")
    return str(user.id)
