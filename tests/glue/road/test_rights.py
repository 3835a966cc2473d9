"""Who may send, see and grant; and that no action forgets to ask."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest

from ckanext.dtts.logic import action as actions
from ckanext.dtts.logic import auth
from glue.road.people import People
from glue.road.points import points

Work = Callable[..., int]
OUR_ACTIONS = sorted(name for name in actions.__all__ if name.startswith("dtts_"))


@pytest.mark.parametrize("name", OUR_ACTIONS)
def test_every_action_has_an_auth_function_and_asks_it(name: str, web: object) -> None:
    source = inspect.getsource(inspect.unwrap(getattr(actions, name)))
    asked = re.findall(r'check_access\("(dtts_\w+)"', source)
    assert asked
    assert set(asked) <= set(auth.__all__)


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("sender", True),
        ("approver", True),
        ("sysadmin", True),
        ("reader", False),
        ("stranger", False),
        (None, False),
    ],
)
def test_only_the_staff_of_the_agency_send(
    role: str | None, may: bool, people: People, facility: dict[str, Any]
) -> None:
    try:
        people.submits(points("00001"), facility, role=role)
        done = True
    except tk.NotAuthorized:
        done = False
    assert done is may


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("sender", True),
        ("approver", True),
        ("sysadmin", True),
        ("reader", False),
        ("stranger", False),
        (None, False),
    ],
)
def test_a_submission_is_seen_by_its_sender_and_the_approvers_of_the_agency(
    role: str | None, may: bool, people: People, facility: dict[str, Any]
) -> None:
    sent = people.submits(points("00001"), facility)
    try:
        done = people.does(role, "dtts_submission_show", id=sent["id"])["id"] == sent["id"]
    except tk.NotAuthorized:
        done = False
    assert done is may


@pytest.mark.parametrize(("role", "sees"), [("sender", 1), ("approver", 1), ("sysadmin", 1), ("stranger", 0)])
def test_the_list_holds_what_its_reader_may_see(
    role: str, sees: int, people: People, facility: dict[str, Any]
) -> None:
    people.submits(points("00001"), facility)
    assert len(people.does(role, "dtts_submission_list", dataset=facility["name"])) == sees


def test_mine_are_only_those_that_i_sent(people: People, facility: dict[str, Any]) -> None:
    people.submits(points("00001"), facility)
    asked = {"dataset": facility["name"], "mine": True}
    assert len(people.does("sender", "dtts_submission_list", **asked)) == 1
    assert people.does("approver", "dtts_submission_list", **asked) == []


def test_a_table_of_a_private_dataset_is_as_private_as_the_dataset(
    people: People, facility: dict[str, Any], work: Work, web: Any
) -> None:
    people.does("sender", "package_patch", id=facility["id"], private=True)
    people.submits(points("00001"), facility)
    assert work() == 0
    asked = {"dataset": facility["name"], "table": "diem"}
    assert people.does("reader", "dtts_table_rows", **asked)["total"] == 1
    for role in ("stranger", None):
        with pytest.raises(tk.NotAuthorized):
            people.does(role, "dtts_table_rows", **asked)
    assert web.get(f"/dataset/{facility['name']}/diem.csv", status=404)


def test_keepers_are_named_by_portal_administrators_alone(people: People) -> None:
    asked = {"user": people.users["reader"]["name"], "role": "register_keeper"}
    for role in ("approver", "stranger", None):
        with pytest.raises(tk.NotAuthorized):
            people.does(role, "dtts_grant_create", **asked)
    first = people.does("sysadmin", "dtts_grant_create", **asked)
    assert people.does("sysadmin", "dtts_grant_create", **asked) == first
    assert first in people.does("sysadmin", "dtts_grant_list")
    people.does("sysadmin", "dtts_grant_delete", id=first["id"])
    assert first not in people.does("sysadmin", "dtts_grant_list")


@pytest.mark.parametrize("door", ["seed", "harvest", "back-door"])
def test_a_person_cannot_say_that_the_portal_itself_sent_a_file(
    door: str, people: People, facility: dict[str, Any]
) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        people.submits(points("00001"), facility, door=door)
    assert list(refused.value.error_dict) == ["door"]
