"""Who may do what with harvest sources: their keepers, and portal administrators."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from ckan import model
from ckan.types import AuthResult, Context

from ckanext.dtts.model import Grant

KEEPER = "harvest_keeper"
DENIED: AuthResult = {"success": False, "msg": "Không được phép / Not allowed"}


def dtts_source_list(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Harvest keepers."""
    return _keeps(context)


def dtts_source_show(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Harvest keepers."""
    return _keeps(context)


def dtts_source_define(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Harvest keepers."""
    return _keeps(context)


def dtts_source_set(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Harvest keepers."""
    return _keeps(context)


def dtts_source_run(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Harvest keepers."""
    return _keeps(context)


def dtts_run_show(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Harvest keepers."""
    return _keeps(context)


def dtts_record_decide(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Harvest keepers."""
    return _keeps(context)


def _keeps(context: Context) -> AuthResult:
    user = model.User.get(context["user"])
    held = sa.select(Grant.id).where(Grant.user_id == (user.id if user else ""), Grant.role == KEEPER)
    return {"success": True} if model.Session.scalar(held) else DENIED
