"""Agencies with places and people of six roles, for the walk."""

from __future__ import annotations

from typing import Any

from ckan import model
from ckan.tests import factories

from ckanext.dtts.model import Agency, Grant
from glue.records import agency, dataset
from glue.road.people import People

AGENCIES = {
    "tinh": ("51@since-2025-07", "person", False),
    "xa": ("21040@since-2025-07", "person", False),
    "mot-nguoi": ("21028@since-2025-07", "person", True),
    "tu-dong": ("24@since-2025-07", "auto", False),
}
"""Place, who approves, and whether one person may do both. The commune and the third lie below the first."""
CAPACITIES = {"reader": "member", "sender": "editor", "approver": "admin"}
DATASETS_EACH = 1
TABLES = ("diem", "diem-hai")


def make() -> tuple[People, list[str], dict[str, str]]:
    """The people, the names of the datasets, and the agency of each by name."""
    users: dict[str, dict[str, Any]] = {}
    datasets, owner = [], {}
    for name, (area_id, approval, one_person) in AGENCIES.items():
        made = agency(f"di-{name}", f"Cơ quan {name}")
        settings = {"area_id": area_id, "approval": approval, "one_person": one_person}
        model.Session.add(Agency(agency_id=made["id"], changed_by="test", **settings))
        for role, capacity in CAPACITIES.items():
            users[f"{role}@{name}"] = _member(made["id"], capacity)
        for number in range(DATASETS_EACH):
            called = f"di-{name}-{number}"
            dataset(type="facility", name=called, title=f"Điểm hỗ trợ {called}", owner_org=made["id"])
            datasets.append(called)
            owner[called] = name
    for role in ("register_keeper", "harvest_keeper"):
        users[role] = factories.User()
        model.Session.add(Grant(user_id=users[role]["id"], role=role, granted_by="test"))
    users["portal_admin"] = factories.Sysadmin()
    model.Session.commit()
    return People(users), datasets, owner


def _member(agency_id: str, capacity: str) -> dict[str, Any]:
    user: dict[str, Any] = factories.User()
    group = model.Group.get(agency_id)
    member = model.Member(group=group, table_id=user["id"], table_name="user", capacity=capacity)
    model.Session.add(member)
    model.Session.flush()
    return user
