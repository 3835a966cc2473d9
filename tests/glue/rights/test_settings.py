"""What is set of an agency, by whom, and the record of every change, also of its people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Agency, AgencyChange
from glue.rights.world import World
from glue.road.people import Web


@pytest.fixture(autouse=True)
def as_before(world: World) -> Iterator[None]:
    """Settings as the world was made with, whatever a test set."""
    yield
    model.Session.rollback()
    agency = model.Session.get_one(Agency, world.agencies["xa"])
    agency.area_id, agency.approval, agency.one_person = "21040@since-2025-07", None, False
    agency.register_id = None
    model.Session.commit()


def update(world: World, who: str | None = "portal_admin", **values: Any) -> dict[str, Any]:
    return world.people.does(who, "dtts_agency_update", id=world.agencies["xa"], **values)


def changes(world: World, agency: str = "xa") -> list[tuple[Any, ...]]:
    """Newest first: actor, field, subject, before, after."""
    found = world.people.does("portal_admin", "dtts_agency_change_list", id=world.agencies[agency])
    return [(c["actor"], c["field"], c["subject"], c["before"], c["after"]) for c in found]


def test_a_setting_takes_effect_and_is_recorded_with_who_from_and_to(world: World) -> None:
    admin = world.user("portal_admin").name
    assert update(world, approval="person", one_person=True)["approves"] == "person"
    shown = update(world, area_id="62@pre-2025-07", register_id="ubnd-xa")
    assert shown["today"] == ["51@since-2025-07"]
    assert changes(world)[:4] == [
        (admin, "register_id", None, None, "ubnd-xa"),
        (admin, "area_id", None, "21040@since-2025-07", "62@pre-2025-07"),
        (admin, "one_person", None, "false", "true"),
        (admin, "approval", None, None, "person"),
    ]


def test_what_is_left_out_stays_and_what_is_empty_is_taken_away(world: World) -> None:
    update(world, approval="auto", one_person=True)
    shown = update(world, approval="")
    assert (shown["approval"], shown["one_person"], shown["area_id"]) == (None, True, "21040@since-2025-07")


def test_setting_what_is_set_already_records_nothing(world: World) -> None:
    update(world, approval="person")
    before = changes(world)
    update(world, approval="person", area_id="21040@since-2025-07", one_person=False)
    assert changes(world) == before


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"area_id": "99@since-2025-07"}, "unknown-place"),
        ({"area_id": "21040"}, "unknown-place"),
        ({"area_id": "VN"}, "unknown-place"),
        ({"approval": "maybe"}, "unknown-approval"),
        ({"register_id": "bo-nao-do"}, "unknown-agency"),
    ],
)
def test_what_there_is_not_is_refused_and_nothing_changes(
    wrong: dict[str, str], code: str, world: World
) -> None:
    before = changes(world)
    with pytest.raises(tk.ValidationError) as refused:
        update(world, one_person=True, **wrong)
    assert refused.value.dtts_refusal.code == code
    assert changes(world) == before
    assert (
        world.people.does("portal_admin", "dtts_agency_show", id=world.agencies["xa"])["one_person"] is False
    )


def test_an_agency_shows_which_agencies_are_above_and_below_it(world: World) -> None:
    def shown(name: str) -> tuple[set[str], set[str]]:
        found = world.people.does("portal_admin", "dtts_agency_show", id=world.agencies[name])
        return tuple({each["name"] for each in found[side]} for side in ("above", "below"))

    assert shown("tinh") == (set(), {"thu-xa", "thu-xa-ben", "thu-huyen-cu", "thu-dac-khu"})
    assert shown("dac-khu") == ({"thu-tinh", "thu-huyen-cu"}, set())
    assert shown("khong-noi") == (set(), set())


def test_joining_changing_role_and_leaving_are_recorded_whatever_action_does_it(
    world: World, web: Web
) -> None:
    who, approver = world.user("nobody").name, world.user("approver@xa").name
    members = {"id": world.agencies["xa"], "username": who}
    headers = {"Authorization": _token(approver)}
    for action, asked in (
        ("organization_member_create", {**members, "role": "member"}),
        ("organization_member_create", {**members, "role": "admin"}),
        ("organization_member_create", {**members, "role": "admin"}),
        ("organization_member_delete", members),
    ):
        web.post(f"/api/3/action/{action}", json=asked, headers=headers, status=200)
    assert changes(world)[:3] == [
        (approver, "member", who, "approver", None),
        (approver, "member", who, "reader", "approver"),
        (approver, "member", who, None, "reader"),
    ]


def test_a_membership_that_is_rolled_back_is_not_recorded(world: World) -> None:
    before = changes(world)
    member = model.Member(
        group_id=world.agencies["xa"], table_id=world.user("nobody").id, table_name="user", capacity="admin"
    )
    model.Session.add(member)
    model.Session.flush()
    assert model.Session.scalar(sa.select(AgencyChange.after).order_by(AgencyChange.seq.desc())) == "admin"
    model.Session.rollback()
    assert changes(world) == before


def test_a_dataset_that_joins_an_agency_and_a_member_of_a_group_are_no_people_of_an_agency(
    world: World,
) -> None:
    count = sa.select(sa.func.count()).select_from(AgencyChange)
    before = model.Session.scalar(count)
    group = model.Group(name="nhom-thu", title="Nhóm", type="group")
    model.Session.add(group)
    model.Session.flush()
    who = world.user("nobody").id
    model.Session.add(model.Member(group_id=group.id, table_id=who, table_name="user", capacity="admin"))
    model.Session.add(
        model.Member(group_id=world.agencies["xa"], table_id="x", table_name="package", capacity="public")
    )
    model.Session.flush()
    assert model.Session.scalar(count) == before
    model.Session.rollback()


def test_the_people_of_an_agency_are_listed_by_what_they_may_do(world: World) -> None:
    listed = world.people.does("approver@xa", "dtts_agency_member_list", id=world.agencies["xa"])
    names = {role: world.user(f"{role}@xa").name for role in ("approver", "sender", "reader")}
    assert [(each["role"], each["name"]) for each in listed] == list(names.items())


def _token(name: str) -> str:
    asked = {"user": name, "name": "thu", "expires_in": 1, "unit": 3600}
    return tk.get_action("api_token_create")({"ignore_auth": True, "user": name}, asked)["token"]
