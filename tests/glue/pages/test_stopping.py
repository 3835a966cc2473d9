"""A sender stops what is on its way, from its page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from ckan.tests.helpers import CKANTestApp

from glue.pages.sending import Screen, text_of
from glue.road.people import People
from glue.road.points import points

Work = Callable[..., int]


@pytest.fixture
def screen(web: CKANTestApp, people: People) -> Screen:
    return Screen(web, people)


def test_stopping_ends_what_was_sent_and_says_what_it_does(
    screen: Screen, people: People, facility: dict[str, Any], work: Work
) -> None:
    address = f"/submission/{people.submits(points('00001'), facility)['id']}"
    assert "Việc kiểm tra dừng ngay" in text_of(screen.sees(address))
    assert screen.posts(f"{address}/dung", reason="Nhầm tệp").status_code == 303
    work()
    page = text_of(screen.sees(address))
    assert "đã được rút" in page
    assert "Được duyệt" not in [each.text for each in screen.sees(address).select(".steps .done")]
    assert "Nhầm tệp" in page


@pytest.mark.parametrize(("role", "status"), [("stranger", 404), ("reader", 404), ("approver", 303)])
def test_stopping_is_for_its_sender_and_approvers(
    role: str, status: int, web: CKANTestApp, people: People, facility: dict[str, Any]
) -> None:
    address = f"/submission/{people.submits(points('00001'), facility)['id']}"
    assert Screen(web, people, role).posts(f"{address}/dung").status_code == status


def test_is_not_offered_for_what_is_public(
    screen: Screen, people: People, facility: dict[str, Any], work: Work
) -> None:
    address = f"/submission/{people.submits(points('00001'), facility)['id']}"
    work()
    assert screen.sees(address).find("form", action=f"{address}/dung") is None
    assert screen.posts(f"{address}/dung").status_code == 403
