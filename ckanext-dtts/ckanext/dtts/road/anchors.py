"""Keeps the datasets of registers where the portal looks for them.

A register is found by its dataset's name, type and agency. Whoever edits the agency's datasets could take it
out of force by renaming one, as if its table had never been published: only administrators may.
"""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Context

from ckanext.dtts import config
from ckanext.dtts.errors import RefusedError, refusal
from ckanext.dtts.registers import kept


def dataset(context: Context, data_dict: dict[str, Any]) -> None:
    """Let an edit of a register's dataset change its words, and neither its place nor who sees it."""
    stored = model.Package.get(data_dict.get("id") or data_dict.get("name"))
    if stored is None or stored.name not in kept.datasets() or _may_anything(context):
        return
    held = {"name": stored.name, "type": stored.type, "state": stored.state, "owner_org": stored.owner_org}
    for field, value in held.items():
        if data_dict.get(field) and _meant(field, data_dict[field]) != value:
            raise _stays(field)
    if tk.asbool(data_dict.get("private") or False) != stored.private:
        raise _stays("private")


def removal(context: Context, data_dict: dict[str, Any]) -> None:
    """Refuse taking a register's dataset away."""
    stored = model.Package.get(data_dict.get("id"))
    if stored is not None and stored.name in kept.datasets() and not _may_anything(context):
        raise _stays("id")


def agency(context: Context, data_dict: dict[str, Any]) -> None:
    """Refuse another name for the agency whose registers the portal goes by."""
    stored = model.Group.get(data_dict.get("id") or data_dict.get("name"))
    if stored is None or stored.name != config.registers_agency() or _may_anything(context):
        return
    if data_dict.get("name") and data_dict["name"] != stored.name:
        raise _stays("name")


def _may_anything(context: Context) -> bool:
    user = model.User.get(context.get("user") or "")
    return bool(context.get("ignore_auth")) or bool(user and user.sysadmin)


def _meant(field: str, value: str) -> str:
    """An agency may be named or given by its id."""
    group = model.Group.get(value) if field == "owner_org" else None
    return group.id if group else value


def _stays(field: str) -> tk.ValidationError:
    return refusal(
        RefusedError(
            field,
            "holds-a-register",
            "Bộ dữ liệu này giữ danh mục dùng chung; chỉ quản trị cổng đổi được tên, cơ quan, loại hoặc ẩn.",
            "This dataset holds a register of the portal; only its administrators rename, move or hide it.",
        )
    )
