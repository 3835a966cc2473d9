"""Routine tables approved together: each by itself, and the list says of each what came of it."""

from __future__ import annotations

from typing import Any

import pytest

from glue.desk.conftest import Desk, words
from glue.road.facilities import new_facility
from glue.road.points import good, points, rows


def ticked(desk: Desk, *sent: dict[str, Any]) -> list[str]:
    """The boxes of the queue's page for these submissions, as they stand now."""
    page = desk.read("/duyet", role="approver")
    boxes = [box["value"] for box in page.select("input[name=id]")]
    return [box for box in boxes if box.partition("~")[0] in {each["id"] for each in sent}]


def press(desk: Desk, *boxes: str, role: str = "approver") -> Any:
    return desk.web.post("/duyet/cung-luc", data={"id": list(boxes)}, headers=desk.people.token(role))


def revision(desk: Desk) -> dict[str, Any]:
    """A routine one: a row more than the published version."""
    facility = new_facility()
    desk.published(facility, "0164A")
    return desk.waiting(facility, "0164A", "07210")


def test_routine_tables_are_approved_each_as_an_event_of_its_own(desk: Desk) -> None:
    sent = [revision(desk), revision(desk)]
    answer = press(desk, *ticked(desk, *sent))
    assert "2 bảng đã duyệt" in words(answer)
    desk.work()
    for each in sent:
        shown = desk.people.sees(each)
        assert shown["state"] == "published"
        assert [event["kind"] for event in shown["events"]].count("approved") == 1


def test_what_was_decided_meanwhile_is_named_and_the_others_go(desk: Desk) -> None:
    first, second = revision(desk), revision(desk)
    boxes = ticked(desk, first, second)
    desk.people.does("approver", "dtts_submission_reject", id=first["id"], reason="Sai kỳ")
    told = words(press(desk, *boxes, role="sysadmin"))
    assert "1 bảng đã duyệt" in told
    assert "chưa duyệt – Đã có người quyết định trong lúc đó" in told
    assert (desk.state(first), desk.state(second)) == ("rejected", "scheduled")


@pytest.mark.parametrize(
    "content",
    [
        rows(good(1, "07210")),
        rows(good(0, "0164A", disadvantaged_villages="7000"), good(1, "07210"), good(2, "07211")),
        rows(good(0, "0164A", broadband_mbps="13.5"), good(1, "07210", broadband_mbps="13.5")),
    ],
    ids=["a row less", "a figure of another size", "many rows changed"],
)
def test_what_is_not_routine_cannot_be_ticked_nor_slipped_in(desk: Desk, content: bytes) -> None:
    facility = new_facility()
    desk.published(facility, "0164A", "07210")
    sent = desk.waiting(facility, content=content)
    assert ticked(desk, sent) == []
    told = words(press(desk, f"{sent['id']}~{desk.seen(sent)}"))
    assert "không còn là thường lệ" in told
    assert desk.state(sent) == "awaiting_approval"


def test_a_first_version_is_not_routine(desk: Desk, facility: dict[str, Any]) -> None:
    assert ticked(desk, desk.waiting(facility)) == []


def test_ones_own_file_cannot_be_ticked(desk: Desk, facility: dict[str, Any]) -> None:
    desk.published(facility, "0164A")
    sent = desk.waiting(facility, content=points("0164A", "07210"), role="approver")
    assert ticked(desk, sent) == []


def test_a_press_without_a_choice_says_what_to_do(desk: Desk) -> None:
    answer = press(desk)
    assert answer.status_code == 422
    assert "Chưa chọn bảng nào" in words(answer)


def test_a_sender_has_no_such_button(desk: Desk) -> None:
    sent = revision(desk)
    assert press(desk, f"{sent['id']}~x", role="sender").status_code == 403
    assert desk.state(sent) == "awaiting_approval"


def test_the_page_says_what_routine_means(desk: Desk) -> None:
    revision(desk)
    told = words(desk.read("/duyet", role="approver"))
    assert "nhiều nhất 10 % số dòng" in told
