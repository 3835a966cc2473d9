"""A province, two of its communes, a former district and another province, with people of every role.

The names of the agencies are made up; their places are real, since the registers tie them together.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.tests import factories

from ckanext.dtts.model import KEEPER_ROLES, Agency, Grant
from glue.records import agency
from glue.road.people import People

PLACES = {
    "tinh": "51@since-2025-07",
    "xa": "21040@since-2025-07",
    "xa-ben": "21028@since-2025-07",
    "huyen-cu": "536@pre-2025-07",
    "dac-khu": "21548@since-2025-07",
    "tinh-khac": "24@since-2025-07",
    "khong-noi": None,
}
CAPACITIES = {"reader": "member", "sender": "editor", "approver": "admin"}
STAFFED = ("tinh", "xa")
"""Agencies with people of every role, called `<role>@<agency>`."""


class World(NamedTuple):
    """Ids of the agencies by their names here, and the people."""

    agencies: Mapping[str, str]
    people: People

    def names(self, ids: Any) -> set[str]:
        """The agencies of these ids by their names here."""
        return {name for name, each in self.agencies.items() if each in ids}

    @staticmethod
    def name(agency_name: str) -> str:
        """The name by which recommendations call the agency."""
        return f"Cơ quan thử {agency_name}"

    def user(self, role: str) -> model.User:
        """The person, as the database has them now."""
        return model.User.get(self.people.users[role]["name"])

    def join(self, role: str, agency_name: str, capacity: str) -> None:
        """Make the person a member of the agency, or one of another kind."""
        asked = {"id": self.agencies[agency_name], "username": self.user(role).name, "role": capacity}
        tk.get_action("organization_member_create")(as_site(), asked)

    def leave(self, role: str, agency_name: str) -> None:
        """End the person's membership."""
        asked = {"id": self.agencies[agency_name], "username": self.user(role).name}
        tk.get_action("organization_member_delete")(as_site(), asked)


def make_world() -> World:
    """The agencies with their places and the people with their roles, in the database."""
    agencies = {name: agency(f"thu-{name}", f"Cơ quan thử {name}")["id"] for name in PLACES}
    for name, area_id in PLACES.items():
        named = {"written_as": World.name(name), "changed_by": "test"}
        model.Session.add(Agency(agency_id=agencies[name], area_id=area_id, **named))
    model.Session.commit()
    users = {f"{role}@{name}": factories.User() for name in STAFFED for role in CAPACITIES}
    users |= {role: factories.User() for role in ("nobody", "suspended", *KEEPER_ROLES)}
    users["portal_admin"] = factories.Sysadmin()
    world = World(agencies, People(users))
    for name in STAFFED:
        for role, capacity in CAPACITIES.items():
            world.join(f"{role}@{name}", name, capacity)
    world.join("suspended", "tinh", "admin")
    _close(world.user("suspended"))
    for keeper in KEEPER_ROLES:
        model.Session.add(Grant(user_id=world.user(keeper).id, role=keeper, granted_by="test"))
    model.Session.commit()
    return world


def _close(user: model.User) -> None:
    user.state = model.State.DELETED
    model.Session.commit()


def as_site() -> dict[str, Any]:
    """The context of the portal's own user."""
    user = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    return {"ignore_auth": True, "user": user["name"]}
