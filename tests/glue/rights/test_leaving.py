"""Who leaves an agency or loses the account has lost the rights with the next request, signed in or by token."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests import factories

from glue.rights.subjects import Subjects
from glue.rights.world import World
from glue.road.people import Web

PASSWORD = "mat-khau-cua-nguoi-thu"
Get = Callable[[str], int]


@pytest.fixture
def leaver(world: World) -> Iterator[model.User]:
    """An approver of the commune, who is there for one test."""
    made = factories.User(password=PASSWORD)
    world.people.users["leaver"] = made
    world.join("leaver", "xa", "admin")
    yield model.User.get(made["name"])
    del world.people.users["leaver"]


@pytest.fixture(params=["session", "token"])
def get(request: pytest.FixtureRequest, leaver: model.User, web: Web) -> Get:
    """The status of an address to a browser that stays signed in, or to a program with a token."""
    client, headers = web.flask_app.test_client(), {}
    with web.flask_app.app_context():
        if request.param == "session":
            answer = client.post("/user/login", data={"login": leaver.name, "password": PASSWORD})
            assert answer.status_code == 302
        else:
            headers = {"Authorization": _token(leaver.name)}
    model.Session.remove()

    def status(address: str) -> int:
        with web.flask_app.app_context():
            return int(client.get(address, headers=headers).status_code)

    return status


def closed(get: Get, addresses: list[str]) -> None:
    """None of the addresses is shown; what is private is not there at all."""
    statuses = [get(address) for address in addresses]
    assert all(status in (302, 303, 403, 404) for status in statuses), statuses


@pytest.fixture
def addresses(subjects: Subjects, leaver: model.User) -> list[str]:
    """What an approver of the commune may see and others may not."""
    private = subjects.of("private dataset", "", who=None, target="xa")["id"]
    submission = subjects.of("submission", "", who=None, target="xa")["id"]
    name = model.Package.get(private).name
    return ["/co-quan/thu-xa", f"/dataset/{name}", f"/dataset/{name}/submit", f"/submission/{submission}"]


def test_whose_membership_ends(get: Get, addresses: list[str], world: World) -> None:
    assert [get(address) for address in addresses] == [200] * len(addresses)
    world.leave("leaver", "xa")
    model.Session.remove()
    closed(get, addresses)


def test_who_becomes_a_reader(get: Get, addresses: list[str], world: World) -> None:
    world.join("leaver", "xa", "member")
    model.Session.remove()
    settings, dataset, sending, submission = addresses
    assert (get(settings), get(dataset)) == (200, 200)
    closed(get, [sending, submission])


def test_whose_account_is_closed(get: Get, addresses: list[str], leaver: model.User) -> None:
    assert get(addresses[0]) == 200
    tk.get_action("user_delete")({"ignore_auth": True}, {"id": leaver.id})
    model.Session.remove()
    closed(get, addresses)


def test_whose_agency_loses_its_place_above(world: World, subjects: Subjects, web: Web) -> None:
    submission = subjects.of("submission", "", who=None, target="xa")["id"]
    headers = {"Authorization": _token(world.user("approver@tinh").name)}
    model.Session.remove()
    web.get(f"/submission/{submission}", headers=headers, status=200)
    asked: dict[str, Any] = {"id": world.agencies["tinh"], "area_id": ""}
    world.people.does("portal_admin", "dtts_agency_update", **asked)
    model.Session.remove()
    web.get(f"/submission/{submission}", headers=headers, status=404)
    world.people.does("portal_admin", "dtts_agency_update", **{**asked, "area_id": "51@since-2025-07"})


def _token(name: str) -> str:
    asked = {"user": name, "name": "thu", "expires_in": 1, "unit": 3600}
    return str(tk.get_action("api_token_create")({"ignore_auth": True, "user": name}, asked)["token"])
