"""The people of an agency and what they may do there."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.rights.recording import PORTAL

__all__ = ["PORTAL", "ROLES", "approvers_of", "holders", "members_of"]

ROLES = {"admin": "approver", "editor": "sender", "member": "reader"}
"""CKAN's capacities and the portal's words for them."""


def members_of(agency_id: str) -> list[dict[str, Any]]:
    """`{name, fullname, role}` of everybody with an active account, approvers first.

    The portal's own user, which CKAN made the administrator of what the portal created, is nobody.
    """
    order = list(ROLES)
    query = (
        sa.select(model.User.name, model.User.fullname, model.Member.capacity)
        .join(model.Member, model.Member.table_id == model.User.id)
        .where(
            model.Member.group_id == agency_id,
            model.Member.table_name == "user",
            model.Member.state == model.State.ACTIVE,
            model.User.state == model.State.ACTIVE,
            model.User.name != tk.config["ckan.site_id"],
            model.Member.capacity.in_(order),
        )
    )
    rows = sorted(model.Session.execute(query).tuples(), key=lambda row: (order.index(row[2]), row[0]))
    return [{"name": row[0], "fullname": row[1] or row[0], "role": ROLES[row[2]]} for row in rows]


def approvers_of(agency_id: str) -> int:
    """How many people approve for the agency itself."""
    return sum(each["role"] == "approver" for each in members_of(agency_id))


def holders(agencies: Collection[str], capacities: Collection[str]) -> dict[str, list[str]]:
    """Ids of the people who have one of CKAN's capacities in each agency, by its id; one query."""
    query = sa.select(model.Member.group_id, model.Member.table_id).where(
        model.Member.table_name == "user",
        model.Member.state == model.State.ACTIVE,
        model.Member.capacity.in_(capacities),
        model.Member.group_id.in_(agencies),
    )
    found: dict[str, list[str]] = {}
    for agency, person in model.Session.execute(query.order_by(model.Member.table_id)).tuples():
        found.setdefault(agency, []).append(person)
    return found
