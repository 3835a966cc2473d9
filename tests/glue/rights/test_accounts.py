"""Accounts are not listed, and asking about one tells a stranger nothing, not even whether it exists."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest

from glue.rights.world import World
from glue.road.people import Web

GUESSES = (
    ("user_show", "id"),
    ("organization_list_for_user", "id"),
    ("user_followee_count", "id"),
    ("user_follower_count", "id"),
    ("followee_count", "id"),
    ("api_token_list", "user_id"),
)


@pytest.mark.parametrize("who", [None, "nobody", "sender@xa"])
@pytest.mark.parametrize(("action", "parameter"), GUESSES)
def test_an_account_that_exists_answers_as_one_that_does_not(
    action: str, parameter: str, who: str | None, world: World
) -> None:
    for name in (world.user("approver@tinh").name, "khong-co-ai-ca"):
        with pytest.raises(tk.NotAuthorized):
            world.people.does(who, action, **{parameter: name})


@pytest.mark.parametrize("who", [None, "nobody", "sender@xa", "approver@tinh"])
@pytest.mark.parametrize("action", ["user_list", "user_autocomplete"])
def test_accounts_are_listed_to_administrators_only(action: str, who: str | None, world: World) -> None:
    with pytest.raises(tk.NotAuthorized):
        world.people.does(who, action, q="a")
    assert world.people.does("portal_admin", action, q="a") is not None


@pytest.mark.parametrize("kind", ["", "user"])
def test_the_people_of_an_agency_are_not_among_what_it_holds_for_strangers(kind: str, world: World) -> None:
    asked = {"id": world.agencies["xa"], **({"object_type": kind} if kind else {})}
    for who in (None, "nobody", "sender@tinh"):
        with pytest.raises(tk.NotAuthorized):
            world.people.does(who, "member_list", **asked)
    held = world.people.does(None, "member_list", id=world.agencies["xa"], object_type="package")
    assert all(each[1] == "package" for each in held)


def test_the_page_of_an_account_says_the_same_of_one_that_does_not_exist(world: World, web: Web) -> None:
    known, unknown = world.user("approver@tinh").name, "khong-co-ai-ca"
    answers = [web.get(f"/user/{name}", follow_redirects=False).status_code for name in (known, unknown)]
    assert answers[0] == answers[1] != 200
