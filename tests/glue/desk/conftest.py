"""A portal whose agency has a person decide, with files that wait for one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from ckan import model

from ckanext.dtts.model import Agency
from glue.pages.conftest import Read, read
from glue.records import agency
from glue.road.conftest import (
    empty_portal,
    facility,
    forkserver,
    people,
    portal,
    request_context,
    web,
    work,
)
from glue.road.people import People, Web
from glue.road.points import points

__all__ = [
    "empty_portal",
    "facility",
    "forkserver",
    "people",
    "portal",
    "read",
    "request_context",
    "web",
    "work",
]

Work = Callable[..., int]


@pytest.fixture(scope="module", autouse=True)
def asks_a_person(people: People, web: Web) -> None:
    """The agency's valid files wait for an approver, whatever the portal's setting."""
    with web.flask_app.test_request_context():
        model.Session.merge(Agency(agency_id=agency()["id"], approval="person", changed_by="test"))
        model.Session.commit()


class Desk:
    """What people do in the browser: every press carries what their page showed."""

    def __init__(self, web: Web, people: People, read: Read, work: Work) -> None:
        self.web, self.people, self.read, self.work = web, people, read, work

    def waiting(
        self, to: dict[str, Any], *ids: str, content: bytes | None = None, **asked: Any
    ) -> dict[str, Any]:
        """A valid file that waits for a decision."""
        sent = self.people.submits(content or points(*(ids or ("0164A",))), to, **asked)
        self.work()
        return sent

    def published(self, to: dict[str, Any], *ids: str) -> dict[str, Any]:
        """A file that an approver let through, and that is public."""
        sent = self.waiting(to, *ids)
        self.people.does("approver", "dtts_submission_approve", id=sent["id"])
        self.work()
        return sent

    def page(self, sent: dict[str, Any], role: str = "approver") -> BeautifulSoup:
        """The page of the decision."""
        return self.read(f"/duyet/{sent['id']}", role=role)

    def press(
        self, sent: dict[str, Any], what: str, *, role: str = "approver", seen: str = "", **form: Any
    ) -> Any:
        """Press a button of the page as it stands now, or as it stood when `seen` was shown."""
        carried = seen or self.seen(sent, role)
        return self.web.post(
            f"/duyet/{sent['id']}/{what}",
            data={"seen": carried, **form},
            headers=self.people.token(role),
            follow_redirects=False,
        )

    def seen(self, sent: dict[str, Any], role: str = "approver") -> str:
        """What a form of the page carries."""
        box = self.page(sent, role).find("input", attrs={"name": "seen"})
        return str(box["value"]) if box else ""

    def state(self, sent: dict[str, Any]) -> str:
        """The state in the database."""
        return str(self.people.sees(sent, role="approver")["state"])


@pytest.fixture
def desk(web: Web, people: People, read: Read, work: Work) -> Desk:
    return Desk(web, people, read, work)


def words(page: BeautifulSoup | Any) -> str:
    """The text of a page's main part, on one line."""
    found = page if isinstance(page, BeautifulSoup) else BeautifulSoup(page.text, "html.parser")
    return re.sub(r"\s+", " ", found.main.get_text(" "))
