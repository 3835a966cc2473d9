"""Who may do what. Every function returns a dict and denies by default."""

from __future__ import annotations

from typing import Any

import ckan.authz as authz
import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import AuthResult, Context

from ckanext.dtts import rights
from ckanext.dtts.logic import feedback_auth, follow_up_auth, rating_auth, request_auth, reuse_auth, tightened
from ckanext.dtts.logic.decision_auth import (
    dtts_publication_call_off,
    dtts_publication_reschedule,
    dtts_publication_undo,
    dtts_submission_approve,
    dtts_submission_reject,
    dtts_submission_withdraw,
)
from ckanext.dtts.logic.entry_auth import (
    dtts_entry_create,
    dtts_entry_end,
    dtts_entry_import,
    dtts_entry_link,
    dtts_entry_list,
    dtts_entry_show,
    dtts_entry_update,
)
from ckanext.dtts.logic.feedback_auth import *  # noqa: F403
from ckanext.dtts.logic.follow_up_auth import *  # noqa: F403
from ckanext.dtts.logic.rating_auth import *  # noqa: F403
from ckanext.dtts.logic.request_auth import *  # noqa: F403
from ckanext.dtts.logic.reuse_auth import *  # noqa: F403
from ckanext.dtts.logic.source_auth import (
    dtts_record_decide,
    dtts_run_show,
    dtts_source_define,
    dtts_source_list,
    dtts_source_run,
    dtts_source_set,
    dtts_source_show,
)
from ckanext.dtts.logic.tightened import *  # noqa: F403
from ckanext.dtts.logic.verdicts import DENIED, held_by_keeper
from ckanext.dtts.model import Table
from ckanext.dtts.road import lookup

__all__ = [
    "dtts_agency_change_list",
    "dtts_agency_list",
    "dtts_agency_member_list",
    "dtts_agency_show",
    "dtts_agency_update",
    "dtts_entry_create",
    "dtts_entry_end",
    "dtts_entry_import",
    "dtts_entry_link",
    "dtts_entry_list",
    "dtts_entry_show",
    "dtts_entry_update",
    "dtts_grant_create",
    "dtts_grant_delete",
    "dtts_grant_list",
    "dtts_log_head",
    "dtts_notice_list",
    "dtts_notice_read",
    "dtts_notice_setting_show",
    "dtts_notice_setting_update",
    "dtts_publication_call_off",
    "dtts_publication_reschedule",
    "dtts_publication_undo",
    "dtts_record_decide",
    "dtts_register_difference",
    "dtts_register_load",
    "dtts_run_show",
    "dtts_source_define",
    "dtts_source_list",
    "dtts_source_run",
    "dtts_source_set",
    "dtts_source_show",
    "dtts_submission_answer",
    "dtts_submission_approve",
    "dtts_submission_correct",
    "dtts_submission_difference",
    "dtts_submission_list",
    "dtts_submission_reject",
    "dtts_submission_show",
    "dtts_submission_withdraw",
    "dtts_table_check",
    "dtts_table_constants",
    "dtts_table_counts",
    "dtts_table_list",
    "dtts_table_rows",
    "dtts_table_show",
    "dtts_table_submit",
    "dtts_upload_create",
    "dtts_version_difference",
    "dtts_version_list",
    "dtts_version_show",
]
for _each in (feedback_auth, follow_up_auth, rating_auth, request_auth, reuse_auth, tightened):
    __all__ += _each.__all__


def dtts_table_submit(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Senders and approvers of the agency that owns the dataset."""
    return authz.is_authorized("package_update", _copy(context), {"id": data_dict["dataset"]})


def dtts_submission_show(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Its sender while of the agency that owns the dataset, its approvers and those of agencies above."""
    user = model.User.get(context["user"])
    return {"success": True} if rights.sees(user, lookup.submission(data_dict["id"])) else DENIED


def dtts_upload_create(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Whoever may send for some agency."""
    return {"success": True} if rights.sends_for(model.User.get(context["user"])) else DENIED


def dtts_submission_answer(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Who may see the submission and send to its dataset."""
    return _sends_again(context, data_dict)


def dtts_submission_correct(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Who may see the submission and send to its dataset."""
    return _sends_again(context, data_dict)


def dtts_submission_difference(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Who may see the submission."""
    return dtts_submission_show(context, data_dict)


def dtts_submission_list(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Anyone signed in; the list itself holds only what its reader may see."""
    return {"success": bool(context["user"])}


@tk.auth_allow_anonymous_access
def dtts_log_head(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Everybody: it says nothing of what is in the log."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def dtts_table_check(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Everybody: nothing is stored."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def dtts_table_constants(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Whoever may see the dataset."""
    return _sees_dataset(context, data_dict)


@tk.auth_allow_anonymous_access
def dtts_table_counts(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Everybody: the counts are on the first page."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def dtts_table_list(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Whoever may see the dataset."""
    return _sees_dataset(context, data_dict)


@tk.auth_allow_anonymous_access
def dtts_table_show(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Whoever may see the dataset."""
    return _sees_dataset(context, data_dict)


@tk.auth_allow_anonymous_access
def dtts_table_rows(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Whoever may see the dataset."""
    return _sees_dataset(context, data_dict)


@tk.auth_allow_anonymous_access
def dtts_version_difference(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Whoever may see the dataset."""
    return _sees_dataset(context, data_dict)


@tk.auth_allow_anonymous_access
def dtts_version_list(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Whoever may see the dataset."""
    return _sees_dataset(context, data_dict)


@tk.auth_allow_anonymous_access
def dtts_agency_list(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Everybody: which place an agency answers for is public."""
    return {"success": True}


def dtts_agency_show(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """The agency's own people, and the approvers of agencies above it."""
    mine = rights.of(model.User.get(context["user"]))
    agency = model.Group.get(data_dict["id"])
    seen = agency is not None and (agency.id in mine.member or agency.id in mine.approves)
    return {"success": True} if seen else DENIED


def dtts_agency_update(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Portal administrators only: what is set here decides who may decide."""
    return DENIED


def dtts_agency_member_list(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """The agency's approvers and those of agencies above it."""
    return _approves_for(context, data_dict)


def dtts_agency_change_list(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """The agency's approvers and those of agencies above it."""
    return _approves_for(context, data_dict)


@tk.auth_allow_anonymous_access
def dtts_version_show(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Whoever may see the dataset."""
    return _sees_dataset(context, data_dict)


def dtts_grant_create(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Portal administrators only, who never come as far as here."""
    return DENIED


def dtts_grant_delete(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Portal administrators only."""
    return DENIED


def dtts_grant_list(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Portal administrators only."""
    return DENIED


def dtts_notice_list(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Anyone signed in: everybody's own."""
    return {"success": bool(context["user"])}


def dtts_notice_read(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Anyone signed in: everybody's own."""
    return {"success": bool(context["user"])}


def dtts_notice_setting_show(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Anyone signed in: everybody's own."""
    return {"success": bool(context["user"])}


def dtts_notice_setting_update(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Anyone signed in: everybody's own."""
    return {"success": bool(context["user"])}


def dtts_register_difference(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Register keepers."""
    return _keeps_registers(context)


def dtts_register_load(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Register keepers."""
    return _keeps_registers(context)


def _approves_for(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    agency = model.Group.get(data_dict["id"])
    reached = rights.of(model.User.get(context["user"])).approves
    return {"success": True} if agency is not None and agency.id in reached else DENIED


def _keeps_registers(context: Context) -> AuthResult:
    return held_by_keeper(context, "register_keeper")


def _sends_again(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    table = model.Session.get_one(Table, lookup.submission(data_dict["id"]).table_id)
    seen = dtts_submission_show(context, data_dict)
    return dtts_table_submit(context, {"dataset": table.package_id}) if seen["success"] else seen


def _sees_dataset(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    return authz.is_authorized("package_show", _copy(context), {"id": data_dict["dataset"]})


def _copy(context: Context) -> Context:
    """A fresh one: CKAN's auth functions leave the object that they found in the context."""
    return tk.fresh_context(context)
