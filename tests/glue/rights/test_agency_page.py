"""Cơ quan: who opens the page, what they find there, and that what is not shown is not done either."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup
from ckan import model

from ckanext.dtts.model import Agency
from glue.rights.world import World
from glue.road.people import Web

PAGE = "/co-quan/thu-xa"


@pytest.fixture(scope="module")
def tokens(world: World, web: Web) -> dict[str, dict[str, str]]:
    """The header that makes a request that of a role."""
    roles = (
        "approver@xa",
        "approver@tinh",
        "sender@xa",
        "reader@xa",
        "sender@tinh",
        "nobody",
        "portal_admin",
    )
    with web.flask_app.test_request_context():
        return {role: {"Authorization": _token(world.user(role).name)} for role in roles}


@pytest.fixture(autouse=True)
def as_before(world: World) -> Iterator[None]:
    yield
    model.Session.rollback()
    agency = model.Session.get_one(Agency, world.agencies["xa"])
    agency.area_id, agency.approval, agency.one_person = "21040@since-2025-07", None, False
    model.Session.commit()


@pytest.mark.parametrize(
    ("role", "status", "forms"),
    [
        ("portal_admin", 200, {"", "/nguoi", "/nguoi/bo"}),
        ("approver@xa", 200, {"/nguoi", "/nguoi/bo"}),
        ("approver@tinh", 200, set()),
        ("sender@xa", 200, set()),
        ("reader@xa", 200, set()),
        ("sender@tinh", 403, set()),
        ("nobody", 403, set()),
    ],
)
def test_everybody_finds_the_forms_that_are_theirs_and_no_other_address_answers(
    role: str, status: int, forms: set[str], web: Web, tokens: dict[str, Any]
) -> None:
    page = _page(web.get(PAGE, headers=tokens[role], status=status))
    actions = [form["action"] for form in page.main.find_all("form")]
    assert {each.removeprefix(PAGE) for each in actions if each.startswith(PAGE)} == forms
    for hidden in {"", "/nguoi", "/nguoi/bo"} - forms:
        sent = {"login": "portal", "role": "reader", "place": "51", "approval": "auto"}
        web.post(f"{PAGE}{hidden}", data=sent, headers=tokens[role], status=403)


def test_who_is_not_signed_in_is_asked_to_and_nothing_is_set(web: Web, world: World) -> None:
    for answer in (
        web.get(PAGE, follow_redirects=False),
        web.post(PAGE, data={"approval": "auto"}, follow_redirects=False),
    ):
        assert "/user/login" in answer.headers["Location"]
    assert model.Session.get_one(Agency, world.agencies["xa"]).approval is None


def test_approvers_see_people_and_changes_and_the_other_people_only_the_settings(
    web: Web, world: World, tokens: dict[str, Any]
) -> None:
    logins = [world.user(f"{role}@xa").name for role in ("approver", "sender", "reader")]
    for role, sees in (("approver@xa", True), ("approver@tinh", True), ("sender@xa", False)):
        main = _page(web.get(PAGE, headers=tokens[role])).main
        assert [row.code.get_text() for row in main.select("tbody tr")] == (logins if sees else [])
        assert ("Những thay đổi" in main.get_text()) is sees
        assert "Xã Bình Sơn" in main.get_text()


@pytest.mark.parametrize(
    ("words", "area_id"),
    [
        ("Trà Bồng, Quảng Ngãi", "21115@since-2025-07"),
        ("tra bong", "21115@since-2025-07"),
        ("21115", None),
        ("536@pre-2025-07", "536@pre-2025-07"),
        ("51", None),
        ("Quảng Ngãi", "51@since-2025-07"),
        ("Tân An", None),
        ("Khongconoinay", None),
        ("", ""),
    ],
)
def test_a_place_is_taken_where_it_can_only_be_one_and_else_asked_about(
    words: str, area_id: str | None, web: Web, world: World, tokens: dict[str, Any]
) -> None:
    sent = {"place": words, "approval": ""}
    answer = web.post(PAGE, data=sent, headers=tokens["portal_admin"], follow_redirects=False)
    stored = model.Session.get_one(Agency, world.agencies["xa"])
    model.Session.refresh(stored)
    if area_id is None:
        assert answer.status_code == 422
        assert stored.area_id == "21040@since-2025-07"
    else:
        assert answer.status_code == 303
        assert (stored.area_id or "") == area_id


def test_an_ambiguous_name_is_settled_by_a_choice(web: Web, world: World, tokens: dict[str, Any]) -> None:
    headers = tokens["portal_admin"]
    page = _page(web.post(PAGE, data={"place": "Tân An", "approval": "person"}, headers=headers, status=422))
    offered = [choice["value"] for choice in page.select("#choices input")]
    assert len(offered) > 1
    assert page.find("input", attrs={"name": "approval", "checked": True})["value"] == "person"
    sent = {"place": "Tân An", "area_id": offered[0], "approval": "person"}
    assert web.post(PAGE, data=sent, headers=headers, follow_redirects=False).status_code == 303
    model.Session.expire_all()
    stored = model.Session.get_one(Agency, world.agencies["xa"])
    assert (stored.area_id, stored.approval) == (offered[0], "person")


def test_an_approver_adds_a_person_by_login_changes_the_role_and_takes_it_away(
    web: Web, world: World, tokens: dict[str, Any]
) -> None:
    headers, login = tokens["approver@xa"], world.user("nobody").name
    for role, word in (("sender", "Người gửi"), ("approver", "Người duyệt")):
        web.post(f"{PAGE}/nguoi", data={"login": login, "role": role}, headers=headers, status=200)
        main = _page(web.get(PAGE, headers=headers)).main
        row = next(row for row in main.select("tbody tr") if row.code.get_text() == login)
        assert word in row.get_text()
    web.post(f"{PAGE}/nguoi/bo", data={"login": login}, headers=headers, status=200)
    main = _page(web.get(PAGE, headers=headers)).main
    assert login not in [row.code.get_text() for row in main.select("tbody tr")]
    assert f"vai trò của {login}" in main.get_text()


@pytest.mark.parametrize("login", ["khong-co-ai", "", "suspended"])
def test_a_login_that_opens_no_account_is_refused_and_stays_in_the_form(
    login: str, web: Web, world: World, tokens: dict[str, Any]
) -> None:
    name = world.user("suspended").name if login == "suspended" else login
    sent = {"login": name, "role": "sender"}
    page = _page(web.post(f"{PAGE}/nguoi", data=sent, headers=tokens["approver@xa"], status=422))
    assert "Không có tài khoản đang hoạt động" in page.find(role="alert").get_text()
    assert page.find(id="login")["value"] == name


def test_the_public_page_of_an_agency_leads_there_only_those_who_may(
    web: Web, tokens: dict[str, Any]
) -> None:
    for role, leads in (("sender@xa", True), ("approver@tinh", True), ("nobody", False), (None, False)):
        answer = web.get("/organization/thu-xa", headers=tokens[role] if role else {})
        assert (PAGE in answer.text) is leads


def test_ckans_page_of_members_leads_to_ours(web: Web, tokens: dict[str, Any]) -> None:
    answer = web.get("/organization/members/thu-xa", headers=tokens["approver@xa"], follow_redirects=False)
    assert answer.headers["Location"].endswith(PAGE)


def _page(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "html.parser")


def _token(name: str) -> str:
    asked = {"user": name, "name": "thu", "expires_in": 1, "unit": 3600}
    return str(tk.get_action("api_token_create")({"ignore_auth": True, "user": name}, asked)["token"])
