"""Demonstration users: one for each role, and senders and approvers of a province and of a commune below it,
each with a random password and an API token."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import click
from ckan.lib.api_token import get_user_from_token

from ckanext.dtts.model.grant import Grant

ROLES: dict[str, tuple[str, str]] = {
    "reader": ("Người đọc (minh họa)", "Reader (demonstration)"),
    "sender": ("Người gửi số liệu (minh họa)", "Sender (demonstration)"),
    "approver": ("Người duyệt (minh họa)", "Approver (demonstration)"),
    "sender_commune": ("Người gửi của xã (minh họa)", "Sender of the commune (demonstration)"),
    "approver_commune": ("Người duyệt của xã (minh họa)", "Approver of the commune (demonstration)"),
    "sender_province": ("Người gửi của tỉnh (minh họa)", "Sender of the province (demonstration)"),
    "approver_province": ("Người duyệt của tỉnh (minh họa)", "Approver of the province (demonstration)"),
    "register_keeper": ("Người giữ danh mục (minh họa)", "Register keeper (demonstration)"),
    "harvest_keeper": ("Người giữ nguồn thu thập (minh họa)", "Harvest keeper (demonstration)"),
    "portal_admin": ("Quản trị cổng (minh họa)", "Portal administrator (demonstration)"),
}
"""User name, with the name shown in Vietnamese and English."""

CAPACITIES = {"reader": "member", "sender": "editor", "approver": "admin"}
"""Roles inside an agency, as CKAN calls them."""

AGENCIES = {"commune": "xa-minh-hoa", "province": "tinh-minh-hoa"}
"""The demonstration agencies with people of their own, by the ending of their users' names."""

TOKEN_NAME = "demonstration"  # noqa: S105 (a label)
TOKEN_DAYS = 90
DAY_SECONDS = 86_400

Entry = dict[str, str]
"""What is kept of a user: role (the user name), name, name_en, password, token."""


@click.command(short_help="Make the demonstration users.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="Where they are kept (default: users.json beside the ini)."
)
def users(out: Path | None) -> None:
    """Makes the users that are missing, gives each its role, and keeps passwords and tokens in a file
    for its owner alone. What already works stays as it is."""
    path = out or Path(tk.config["__file__"]).parent / "users.json"
    kept: dict[str, Entry] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    for role in ROLES:
        kept[role] = _ensure(role, kept.get(role, {}))
        _keep(path, kept)
    click.echo(f"{len(kept)} users in {path}")


def _ensure(role: str, entry: Entry) -> Entry:
    """Brings one user to its declared state; the entry comes back with what is new."""
    name, name_en = ROLES[role]
    password = _ensure_user(role, name, entry.get("password"))
    _ensure_role(role)
    return {
        "role": role,
        "name": name,
        "name_en": name_en,
        "password": password,
        "token": _ensure_token(role, entry.get("token")),
    }


def _ensure_user(role: str, fullname: str, password: str | None) -> str:
    """The password that opens the account: the kept one if it still does, else a new one."""
    user = model.User.get(role)
    if user is None:
        password = password or secrets.token_urlsafe(18)
        # example.org receives no mail (RFC 2606).
        details = {"name": role, "fullname": fullname, "email": f"{role}@example.org", "password": password}
        tk.get_action("user_create")(_context(), details)
        return password
    if password is None or not user.validate_password(password):
        password = secrets.token_urlsafe(18)
        user.password = password
    user.state = model.State.ACTIVE
    user.sysadmin = role == "portal_admin"
    model.Session.commit()
    return password


def _ensure_role(name: str) -> None:
    role, _, agency = name.partition("_")
    if role in CAPACITIES:
        _ensure_memberships(name, CAPACITIES[role], _agencies(agency))
    elif name == "portal_admin":
        model.User.get(name).sysadmin = True
    else:
        _ensure_grant(name)
    model.Session.commit()


def _agencies(ending: str) -> list[str]:
    """The agency that a name's ending says, once it is there.

    Without one all agencies but those: they are people to try the portal with, not people of one agency.
    """
    known: list[str] = tk.get_action("organization_list")(_context(), {})
    if ending:
        return [AGENCIES[ending]] if AGENCIES[ending] in known else []
    return [agency for agency in known if agency not in AGENCIES.values()]


def _ensure_memberships(name: str, capacity: str, agencies: list[str]) -> None:
    for agency in agencies:
        member = {"id": agency, "username": name, "role": capacity}
        tk.get_action("organization_member_create")(_context(), member)


def _ensure_grant(role: str) -> None:
    user_id = model.User.get(role).id
    if not model.Session.query(Grant).filter_by(user_id=user_id, role=role).first():
        model.Session.add(Grant(user_id=user_id, role=role, granted_by="command line"))


def _ensure_token(name: str, token: str | None) -> str:
    """The kept token while it opens the account, else a new one; the old ones of this name are revoked."""
    user = model.User.get(name)
    if token and get_user_from_token(token, update_access_time=False) == user:
        return token
    for old in model.Session.query(model.ApiToken).filter_by(user_id=user.id, name=TOKEN_NAME):
        model.Session.delete(old)
    wish = {"user": name, "name": TOKEN_NAME, "expires_in": TOKEN_DAYS, "unit": DAY_SECONDS}
    return str(tk.get_action("api_token_create")(_context(), wish)["token"])


def _context() -> dict[str, Any]:
    return {"ignore_auth": True, "user": tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]}


def _keep(path: Path, entries: dict[str, Entry]) -> None:
    """Written whole and readable by its owner alone, whatever happens in between."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump(entries, out, ensure_ascii=False, indent=1)
    part.replace(path)
