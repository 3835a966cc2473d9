"""Who may do what with recommendations; everything is denied that `answering.may` does not allow.

Portal administrators look, and neither answer nor confirm: that would be in an agency's name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.authz as authz
import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import AuthResult, Context

from ckanext.dtts.answering import lookup, may
from ckanext.dtts.answering.lines import Line
from ckanext.dtts.logic.verdicts import DENIED

__all__ = [
    "dtts_recommendation_answer",
    "dtts_recommendation_decide",
    "dtts_recommendation_list",
    "dtts_recommendation_publish",
    "dtts_recommendation_show",
]


def dtts_recommendation_list(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Anyone signed in: those of everybody's own agencies."""
    return {"success": bool(context["user"])}


def dtts_recommendation_show(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """The people of both agencies, and the approvers of agencies above either."""
    return _asked(may.sees, context, data_dict)


@tk.auth_sysadmins_check
def dtts_recommendation_answer(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Senders and approvers of the agency addressed, and nobody for them."""
    return _asked(may.answers, context, data_dict)


@tk.auth_sysadmins_check
def dtts_recommendation_decide(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Approvers of the agency that asked, and nobody for them."""
    return _asked(may.decides, context, data_dict)


def dtts_recommendation_publish(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Whoever sends tables to the dataset."""
    return authz.is_authorized("package_update", tk.fresh_context(context), {"id": data_dict["dataset"]})


def _asked(
    allowed: Callable[[model.User | None, Line], bool], context: Context, data_dict: dict[str, Any]
) -> AuthResult:
    user = model.User.get(context["user"])
    return {"success": True} if allowed(user, lookup.line(data_dict)) else DENIED
