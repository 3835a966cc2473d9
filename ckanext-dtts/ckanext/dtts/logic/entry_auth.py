"""Who may do what with the catalogue of what must be published. Denies by default."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import AuthResult, Context

from ckanext.dtts import rights
from ckanext.dtts.duties import change
from ckanext.dtts.logic.verdicts import DENIED


@tk.auth_allow_anonymous_access
def dtts_entry_list(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Everybody: what must be published, and whether it was."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def dtts_entry_show(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Everybody."""
    return {"success": True}


def dtts_entry_create(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Portal administrators only: the chair of the committee decides the catalogue."""
    return DENIED


def dtts_entry_update(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Portal administrators only."""
    return DENIED


def dtts_entry_end(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Portal administrators only."""
    return DENIED


def dtts_entry_import(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Portal administrators only."""
    return DENIED


def dtts_entry_link(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Approvers for the agency that owes the entry: which table fulfils it is theirs to say."""
    reached = rights.of(model.User.get(context["user"])).approves
    found = change.find(data_dict["code"])
    return {"success": True} if found is not None and found.agency_id in reached else DENIED
