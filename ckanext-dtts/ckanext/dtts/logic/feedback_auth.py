"""Who may do what with reports of readers; everything is denied that `feedback.reports.may` does not allow.

Portal administrators look, and neither publish nor answer: that would be in an agency's name.
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
from ckanext.dtts.model import Report

__all__ = ["dtts_feedback_decide", "dtts_feedback_list", "dtts_feedback_show"]


@tk.auth_allow_anonymous_access
def dtts_feedback_list(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Everybody: it lists what is public of public datasets."""
    return {"success": True}


def dtts_feedback_show(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """The people of the agency whose dataset it is about, and the approvers of agencies above it."""
    return _asked(may.sees, context, data_dict)


@tk.auth_sysadmins_check
def dtts_feedback_decide(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Senders and approvers of that agency, and nobody for them."""
    return _asked(may.decides, context, data_dict)


def _asked(
    allowed: Callable[[model.User | None, Report], bool], context: Context, data_dict: dict[str, Any]
) -> AuthResult:
    user = model.User.get(context["user"])
    return {"success": True} if allowed(user, lookup.one(Report, data_dict["number"])) else DENIED
