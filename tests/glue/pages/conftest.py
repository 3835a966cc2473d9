"""The pages of a portal with one published table, to readers with and without an account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from ckan.tests.helpers import CKANTestApp

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
from glue.road.people import People
from glue.road.points import points

__all__ = ["empty_portal", "facility", "forkserver", "people", "portal", "request_context", "web", "work"]

Read = Callable[..., BeautifulSoup]


@pytest.fixture
def read(web: CKANTestApp, people: People) -> Read:
    """Opens an address as a role, or as nobody, and gives the page when its status is the expected one."""

    def open_page(path: str, *, role: str | None = None, status: int = 200) -> BeautifulSoup:
        headers = people.token(role) if role else {}
        answer = web.get(path, headers=headers, follow_redirects=False, status=status)
        return BeautifulSoup(answer.text, "html.parser")

    return open_page


@pytest.fixture
def table(people: People, facility: dict[str, Any], work: Callable[..., int]) -> str:
    """The address of a published table with the codes 0164A and 07210."""
    people.submits(points("0164A", "07210"), facility)
    work()
    return f"/dataset/{facility['name']}/diem"
