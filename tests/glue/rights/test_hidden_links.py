"""What a page does not offer to somebody is refused when they go there by themselves.

The pages of an agency are read by everybody who has a part in it; each link and form that one of them is offered
and another is not must be closed to the other, unless it is open to all.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import ckan.plugins.toolkit as tk
import pytest
import yaml
from bs4 import BeautifulSoup
from ckan import model

from glue.rights.subjects import Subjects
from glue.rights.world import World
from glue.road.people import Web

STAFF: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parents[2] / "fixtures" / "rights" / "staff-pages.yaml").read_text(encoding="utf-8")
)
ROLES = ("portal_admin", "approver@xa", "approver@tinh", "sender@xa", "sender@tinh", "reader@xa", "nobody")
CLOSED = (403, 404)
Door = tuple[str, str]
"""Method and path."""


class Crawl:
    """What everybody is offered on the pages, asked for once."""

    def __init__(self, world: World, subjects: Subjects, web: Web) -> None:
        self._web = web
        self._headers = {role: {"Authorization": _token(world.user(role).name)} for role in ROLES}
        addresses = _addresses(subjects)
        model.Session.remove()
        self.offered = {role: self._doors(role, addresses) for role in ROLES}
        self.all: set[Door] = set().union(*self.offered.values())
        self.open = {door for door in self.all if door[1] in STAFF["own"] or self.status(None, door) == 200}

    def status(self, role: str | None, door: Door) -> int:
        """What the door answers to the role, without anything filled in."""
        ask = self._web.get if door[0] == "get" else self._web.post
        headers = self._headers[role] if role else {}
        return int(ask(door[1], headers=headers, follow_redirects=False).status_code)

    def _doors(self, role: str, addresses: list[str]) -> set[Door]:
        found: set[Door] = set()
        for address in addresses:
            answer = self._web.get(address, headers=self._headers[role])
            if answer.status_code == 200:
                found |= {("get", address), *_on(BeautifulSoup(answer.text, "html.parser"), address)}
        return found


@pytest.fixture(scope="module")
def crawl(world: World, subjects: Subjects, web: Web) -> Crawl:
    with web.flask_app.test_request_context():
        return Crawl(world, subjects, web)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "portal_admin"])
def test_a_door_that_is_not_shown_is_closed(role: str, crawl: Crawl) -> None:
    hidden = crawl.all - crawl.offered[role] - crawl.open
    assert hidden, "the pages offer everything to everybody"
    answers = {door: crawl.status(role, door) for door in sorted(hidden)}
    assert {door: status for door, status in answers.items() if status not in CLOSED} == {}


@pytest.mark.parametrize("role", ROLES)
def test_a_link_that_is_shown_leads_somewhere(role: str, crawl: Crawl) -> None:
    links = sorted(door for door in crawl.offered[role] - crawl.open if door[0] == "get")
    answers = {door: crawl.status(role, door) for door in links}
    assert {door: status for door, status in answers.items() if status in CLOSED} == {}


def _on(page: BeautifulSoup, here: str) -> set[Door]:
    """Links and forms of what the page is about, without the frame around it."""
    main = page.main or page
    links = {("get", link["href"]) for link in main.find_all("a", href=True)}
    forms = {
        (form.get("method", "get").lower(), form.get("action") or here) for form in main.find_all("form")
    }
    return {(method, _path(address)) for method, address in links | forms if _ours(address)}


def _ours(address: str) -> bool:
    parts = urlsplit(address)
    return parts.netloc in ("", "test.dtts.example") and parts.scheme in ("", "http") and bool(parts.path)


def _path(address: str) -> str:
    return urlsplit(address).path


def _addresses(subjects: Subjects) -> list[str]:
    names: Mapping[str, Any] = {
        "agency": "thu-xa",
        "submission": subjects.of("submission", "", who=None, target="xa")["id"],
        "recommendation": "{table}/{recommendation}".format(
            **subjects.of("recommendation", "", who=None, target="xa")
        ),
        **{
            kind.split()[0]: model.Package.get(subjects.of(kind, "", who=None, target="xa")["id"]).name
            for kind in ("private dataset", "dataset")
        },
    }
    return [page.format(**names) for page in STAFF["pages"]]


def _token(name: str) -> str:
    asked = {"user": name, "name": "thu", "expires_in": 1, "unit": 3600}
    return str(tk.get_action("api_token_create")({"ignore_auth": True, "user": name}, asked)["token"])
