"""For which agencies people approve and send: their own, and below by the tree of places."""

from __future__ import annotations

from collections.abc import Iterator

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.dtts import rights
from ckanext.dtts.model import Agency, AgencyChange
from glue.rights.world import World
from glue.statements import counted

BELOW_THE_PROVINCE = {"tinh", "xa", "xa-ben", "huyen-cu", "dac-khu"}


@pytest.mark.parametrize(
    ("role", "approves", "sends"),
    [
        ("approver@tinh", BELOW_THE_PROVINCE, {"tinh"}),
        ("approver@xa", {"xa"}, {"xa"}),
        ("sender@tinh", set(), {"tinh"}),
        ("reader@tinh", set(), set()),
        ("nobody", set(), set()),
        ("register_keeper", set(), set()),
        ("portal_admin", {*BELOW_THE_PROVINCE, "tinh-khac", "khong-noi"}, set()),
    ],
)
def test_an_approver_approves_for_the_own_agency_and_those_below(
    role: str, approves: set[str], sends: set[str], world: World
) -> None:
    user = world.user(role)
    assert world.names(rights.approves_for(user)) == approves
    assert world.names(rights.sends_for(user)) == sends


@pytest.mark.parametrize(
    ("agency", "approves"),
    [
        ("huyen-cu", {"huyen-cu", "dac-khu"}),
        ("dac-khu", {"dac-khu"}),
        ("tinh-khac", {"tinh-khac"}),
        ("khong-noi", {"khong-noi"}),
    ],
)
def test_what_an_agency_reaches_follows_from_its_place(agency: str, approves: set[str], world: World) -> None:
    world.join("nobody", agency, "admin")
    try:
        assert world.names(rights.approves_for(world.user("nobody"))) == approves
    finally:
        world.leave("nobody", agency)
    assert rights.approves_for(world.user("nobody")) == []


def test_a_suspended_account_an_unknown_one_and_the_portals_own_have_no_rights(world: World) -> None:
    user = world.user("approver@tinh")
    site_user = model.User.get("dtts_test")
    assert site_user is not None and site_user.sysadmin
    assert rights.approves_for(None) == rights.approves_for(site_user) == []
    for state in (model.State.DELETED, model.State.PENDING):
        user.state = state
        assert rights.of(user) == rights.of(None)
    model.Session.rollback()


def test_a_closed_agency_gives_no_rights_and_is_in_nobodys_reach(world: World) -> None:
    for name in ("xa", "tinh"):
        model.Group.get(world.agencies[name]).state = model.State.DELETED
        model.Session.flush()
        assert "xa" not in world.names(rights.approves_for(world.user("approver@tinh")))
    assert rights.approves_for(world.user("approver@tinh")) == []
    model.Session.rollback()


@pytest.mark.parametrize("role", ["approver@tinh", "portal_admin"])
def test_the_rights_of_a_person_take_two_queries_however_many_agencies_there_are(
    role: str, world: World
) -> None:
    user = world.user(role)
    assert user.id and user.state
    rights.of(user)
    model.Session.add_all(
        group for number in range(300) for group in _commune(world.user("portal_admin"), number)
    )
    model.Session.flush()
    assert user.name
    with counted() as statements:
        found = rights.of(user)
    assert len(statements) == 2
    assert len(found.approves) >= 300
    model.Session.rollback()


def test_the_settings_of_an_agency_go_before_those_of_the_portal(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    agency = model.Session.get_one(Agency, world.agencies["xa"])
    for portal, own in (("auto", "person"), ("person", "auto")):
        monkeypatch.setitem(tk.config, "dtts.desk.approval", portal)
        assert rights.approval_of(world.agencies["tinh"]) == portal
        agency.approval = own
        model.Session.flush()
        assert rights.approval_of(world.agencies["xa"]) == own
    model.Session.rollback()
    monkeypatch.setitem(tk.config, "dtts.desk.approval", "auto")
    assert rights.approval_of(None) == "person"


def test_what_was_changed_of_an_agency_cannot_be_changed_afterwards(world: World) -> None:
    row = {"agency_id": "a", "actor": "b", "field": "approval", "after": "auto"}
    model.Session.add(AgencyChange(**row))
    model.Session.commit()
    for statement in (
        "UPDATE dtts_agency_change SET actor = 'c'",
        "DELETE FROM dtts_agency_change",
        "TRUNCATE dtts_agency_change",
    ):
        with pytest.raises(sa.exc.DBAPIError, match="append-only"):
            model.Session.execute(sa.text(statement))
        model.Session.rollback()


def _commune(creator: model.User, number: int) -> Iterator[object]:
    group = model.Group(name=f"xa-so-{number}", title="Xã", type="organization", is_organization=True)
    model.Session.add(group)
    model.Session.flush()
    yield group
    yield Agency(agency_id=group.id, area_id="21040@since-2025-07", changed_by=creator.id)
