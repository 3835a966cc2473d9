"""Where CKAN 2.12 leaves open what this portal does not; each asks CKAN first or is closed to all but
portal administrators.

People are known to those who work with them: accounts are not listed, nor found by guessing their names.
"""

from __future__ import annotations

from typing import Any

import ckan.authz as authz
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import AuthFunction, AuthResult, Context

from ckanext.dtts import rights
from ckanext.dtts.logic.verdicts import DENIED
from ckanext.dtts.model import Table, Version

__all__ = [
    "api_token_create",
    "bulk_update_delete",
    "bulk_update_private",
    "bulk_update_public",
    "datastore_create",
    "datastore_delete",
    "datastore_records_delete",
    "datastore_upsert",
    "followee_count",
    "group_followee_count",
    "group_member_delete",
    "member_list",
    "organization_followee_count",
    "organization_list_for_user",
    "organization_member_delete",
    "package_collaborator_create",
    "package_collaborator_delete",
    "package_collaborator_list",
    "package_delete",
    "package_resource_reorder",
    "resource_delete",
    "user_autocomplete",
    "user_followee_count",
    "user_follower_count",
    "user_invite",
    "user_list",
    "user_show",
]


def _administrators_only(context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Portal administrators, whom CKAN lets pass before it comes here."""
    return DENIED


# Accounts: CKAN shows them to anybody signed in, and counts of who follows them to everybody.
user_list = user_autocomplete = _administrators_only
followee_count = user_followee_count = user_follower_count = _administrators_only
group_followee_count = organization_followee_count = _administrators_only
# Accounts are made by administrators; CKAN lets whoever looks after an agency make one by an e-mail address.
user_invite = _administrators_only
# These write to the datasets' rows past package_update, and with it past what guards registers and tables.
bulk_update_delete = bulk_update_private = bulk_update_public = _administrators_only
# Collaborators would be senders whom no agency has.
package_collaborator_create = package_collaborator_delete = _administrators_only
package_collaborator_list = _administrators_only


@tk.chained_auth_function
def datastore_create(up: AuthFunction, context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Nobody: rows that nobody checked would be public. The road writes by itself."""
    return DENIED


# Chained, since CKAN's own plugin has a function of each name.
datastore_upsert = datastore_delete = datastore_records_delete = datastore_create


@tk.chained_auth_function
def user_show(up: AuthFunction, context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Oneself; and approvers, who add people to their agencies."""
    user = model.User.get(context["user"])
    if user is None or not (_is(user, data_dict) or rights.approves_for(user)):
        return DENIED
    return up(context, data_dict)


@tk.chained_auth_function
@tk.auth_allow_anonymous_access
def organization_list_for_user(up: AuthFunction, context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """About oneself only."""
    user = model.User.get(context.get("user") or "")
    if data_dict.get("id") and (user is None or not _is(user, data_dict)):
        return DENIED
    return up(context, data_dict)


@tk.chained_auth_function
@tk.auth_sysadmins_check
def api_token_create(up: AuthFunction, context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """For oneself only, administrators too: a token acts as its owner, who would then approve their files."""
    return up(context, data_dict)


@tk.chained_auth_function
@tk.auth_allow_anonymous_access
def member_list(up: AuthFunction, context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Datasets of an agency for everybody, its people for themselves and its approvers.

    CKAN asks so only when people alone are asked for, and lists them too when no kind is named.
    """
    if data_dict.get("object_type") in ("package", "group"):
        return up(context, data_dict)
    mine, group = rights.of(model.User.get(context.get("user") or "")), model.Group.get(data_dict.get("id"))
    known = group is not None and (group.id in mine.member or group.id in mine.approves)
    return up(context, data_dict) if known else DENIED


@tk.chained_auth_function
def organization_member_delete(up: AuthFunction, context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Who may add members; CKAN says yes to all here and asks later, so that a page would show the button."""
    return authz.is_authorized("organization_member_create", tk.fresh_context(context), data_dict)


@tk.chained_auth_function
def group_member_delete(up: AuthFunction, context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Who may add members."""
    return authz.is_authorized("group_member_create", tk.fresh_context(context), data_dict)


@tk.chained_auth_function
def package_resource_reorder(up: AuthFunction, context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Who may edit the dataset; CKAN asks later."""
    return authz.is_authorized("package_update", tk.fresh_context(context), {"id": data_dict["id"]})


@tk.chained_auth_function
def resource_delete(up: AuthFunction, context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Who may edit the dataset; the tables in it are kept by the actions."""
    return authz.is_authorized("resource_update", tk.fresh_context(context), {"id": data_dict["id"]})


@tk.chained_auth_function
def package_delete(up: AuthFunction, context: Context, data_dict: dict[str, Any]) -> AuthResult:
    """Senders take away what was never published; what was, an approver of the agency alone."""
    package = model.Package.get(data_dict["id"])
    user = model.User.get(context["user"])
    if package is not None and user is not None and _was_published(package):
        mine = rights.of(user)
        if package.owner_org not in mine.approves or mine.member.get(package.owner_org) is None:
            return DENIED
    return up(context, data_dict)


def _was_published(package: model.Package) -> bool:
    query = sa.select(Version.id).join(Table, Table.id == Version.table_id)
    return model.Session.scalar(query.where(Table.package_id == package.id).limit(1)) is not None


def _is(user: model.User, data_dict: dict[str, Any]) -> bool:
    """Whether the person asked about is the one who asks; with no id it is."""
    asked = data_dict.get("id") or data_dict.get("user_obj") or user.id
    return asked in (user.id, user.name) or asked is user
