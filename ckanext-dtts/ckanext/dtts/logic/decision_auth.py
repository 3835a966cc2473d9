"""Who may decide on submissions; what stands against a decision itself is asked where it is made."""

from __future__ import annotations

from typing import Any

from ckan import model
from ckan.types import AuthResult, Context

from ckanext.dtts import rights
from ckanext.dtts.logic.verdicts import DENIED
from ckanext.dtts.road import lookup

ONCE_PUBLIC = ("published", "superseded")


def dtts_submission_approve(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Whoever approves for the agency that owns the dataset."""
    return _decides(context, data_dict)


def dtts_submission_reject(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Whoever approves for the agency that owns the dataset."""
    return _decides(context, data_dict)


def dtts_publication_reschedule(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Whoever approves for the agency that owns the dataset."""
    return _decides(context, data_dict)


def dtts_publication_call_off(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Whoever approves for the agency that owns the dataset."""
    return _decides(context, data_dict)


def dtts_publication_undo(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Whoever approves for the agency that owns the dataset."""
    return _decides(context, data_dict)


def dtts_submission_withdraw(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Before publication its sender; whoever approves for its agency at any time."""
    submission = lookup.submission(data_dict["id"])
    user = model.User.get(context["user"])
    own = user is not None and submission.actor_id == user.id and submission.state not in ONCE_PUBLIC
    return {"success": True} if own and rights.sees(user, submission) else _decides(context, data_dict)


def _decides(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    user = model.User.get(context["user"])
    return {"success": True} if rights.oversees(user, lookup.submission(data_dict["id"])) else DENIED
