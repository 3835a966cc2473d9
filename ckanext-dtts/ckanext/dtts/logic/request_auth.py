"""Who may do what with requests for data; everything is denied that `feedback.requests.may` does not allow.

Portal administrators look and hand on, and neither publish nor answer: that would be in an agency's name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import AuthResult, Context

from ckanext.dtts.feedback import lookup
from ckanext.dtts.feedback.requests import may
from ckanext.dtts.logic.verdicts import DENIED
from ckanext.dtts.model import DataRequest

__all__ = ["dtts_request_assign", "dtts_request_decide", "dtts_request_list", "dtts_request_show"]


@tk.auth_allow_anonymous_access
def dtts_request_list(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Everybody: it lists what is public."""
    return {"success": True}


def dtts_request_show(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Approvers while no agency has it; then the agency's people and the approvers above it."""
    return _asked(may.sees, context, data_dict)


@tk.auth_sysadmins_check
def dtts_request_assign(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Approvers while no agency has it; then the agency's senders and approvers, and those above it."""
    return _asked(may.hands_on, context, data_dict)


@tk.auth_sysadmins_check
def dtts_request_decide(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Senders and approvers of the agency that shall answer, and nobody for them."""
    return _asked(may.decides, context, data_dict)


def _asked(
    allowed: Callable[[model.User | None, DataRequest], bool], context: Context, data_dict: dict[str, Any]
) -> AuthResult:
    user = model.User.get(context["user"])
    return {"success": True} if allowed(user, lookup.one(DataRequest, data_dict["number"])) else DENIED
