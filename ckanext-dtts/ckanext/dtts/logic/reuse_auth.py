"""Who may do what with works that use the data; all is denied that `feedback.reuses.may` does not allow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import AuthResult, Context

from ckanext.dtts.feedback import lookup
from ckanext.dtts.feedback.reuses import may
from ckanext.dtts.logic.verdicts import DENIED
from ckanext.dtts.model import Reuse

__all__ = ["dtts_reuse_decide", "dtts_reuse_list", "dtts_reuse_show"]


@tk.auth_allow_anonymous_access
def dtts_reuse_list(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Everybody: it lists what is public."""
    return {"success": True}


def dtts_reuse_show(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """The people of the agencies whose datasets it uses, and the approvers of agencies above them."""
    return _asked(may.sees, context, data_dict)


def dtts_reuse_decide(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Senders and approvers of those agencies, and portal administrators."""
    return _asked(may.decides, context, data_dict)


def _asked(
    allowed: Callable[[model.User | None, Reuse], bool], context: Context, data_dict: dict[str, Any]
) -> AuthResult:
    user = model.User.get(context["user"])
    return {"success": True} if allowed(user, lookup.one(Reuse, data_dict["number"])) else DENIED
