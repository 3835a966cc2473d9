"""Who may do what with harvest sources: their keepers, and portal administrators."""

from __future__ import annotations

from typing import Any

from ckan.types import AuthResult, Context

from ckanext.dtts.logic.verdicts import held_by_keeper

KEEPER = "harvest_keeper"


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
    return held_by_keeper(context, KEEPER)
