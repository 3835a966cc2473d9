"""Who may do what with readers' answers on usefulness; `feedback.reports.may` says what is allowed.

Portal administrators look, and neither publish nor withdraw: that would be in an agency's name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import AuthResult, Context

from ckanext.dtts.feedback import lookup
from ckanext.dtts.feedback.reports import may
from ckanext.dtts.logic.verdicts import DENIED
from ckanext.dtts.model import Feedback, Rating

__all__ = ["dtts_rating_decide", "dtts_rating_list", "dtts_rating_show"]


@tk.auth_allow_anonymous_access
def dtts_rating_list(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Everybody: it tells what is public of public datasets."""
    return {"success": True}


def dtts_rating_show(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """The people of the agency whose dataset it is about, and the approvers of agencies above it."""
    return _asked(may.sees, context, data_dict)


@tk.auth_sysadmins_check
def dtts_rating_decide(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Senders and approvers of that agency, and nobody for them."""
    return _asked(may.decides, context, data_dict)


def _asked(
    allowed: Callable[[model.User | None, Feedback], bool], context: Context, data_dict: dict[str, Any]
) -> AuthResult:
    user = model.User.get(context["user"])
    return {"success": True} if allowed(user, lookup.one(Rating, data_dict["number"])) else DENIED
