"""The desk: what waits for each, and nothing that does not concern them."""

from __future__ import annotations

from typing import Any

import pytest

from glue.desk.conftest import Desk, words
from glue.road.points import FIVE_FAULTS


def desk_of(desk: Desk, role: str) -> str:
    return words(desk.read("/ban-lam-viec", role=role))


def test_an_approver_finds_what_waits_and_the_way_to_decide(desk: Desk, facility: dict[str, Any]) -> None:
    sent = desk.waiting(facility)
    page = desk.read("/ban-lam-viec", role="approver")
    assert f"/duyet/{sent['id']}" in str(page.main)
    assert "chờ bạn duyệt" in words(page)


def test_a_sender_finds_what_was_sent_back_until_it_is_answered(desk: Desk, facility: dict[str, Any]) -> None:
    sent = desk.waiting(facility)
    desk.people.does("approver", "dtts_submission_reject", id=sent["id"], reason="Sai kỳ")
    assert sent["id"] in part(desk, "back")
    again = desk.waiting(facility, "0164A", "07210")
    assert sent["id"] not in part(desk, "back")
    assert again["id"] in part(desk, "under-way")


def part(desk: Desk, name: str) -> str:
    """One list of the sender's desk; empty when it is not there."""
    heading = desk.read("/ban-lam-viec", role="sender").select_one(f"#{name}")
    return str(heading.find_next_sibling("ul")) if heading else ""


def test_a_file_with_faults_waits_for_its_sender_only(desk: Desk, facility: dict[str, Any]) -> None:
    sent = desk.people.submits(FIVE_FAULTS, facility)
    desk.work()
    assert f"/submission/{sent['id']}" in str(desk.read("/ban-lam-viec", role="sender").main)
    assert sent["id"] not in str(desk.read("/ban-lam-viec", role="approver").main)


def test_a_date_of_publication_stands_on_both_desks(desk: Desk, facility: dict[str, Any]) -> None:
    sent = desk.waiting(facility)
    when = "2027-01-04T08:00:00+07:00"
    desk.people.does("approver", "dtts_submission_approve", id=sent["id"], publish_at=when)
    for role in ("sender", "approver"):
        assert "08:00 thứ Hai, 04/01/2027 (giờ Việt Nam)" in desk_of(desk, role)


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("stranger", "Không có bảng nào chờ duyệt."),
        ("reader", "Hãy đề nghị quản trị viên của cơ quan giao quyền gửi hoặc duyệt."),
    ],
)
def test_an_empty_desk_says_what_to_do(desk: Desk, role: str, told: str) -> None:
    found = desk_of(desk, role)
    assert told in found
    assert "Không có việc nào đang chờ bạn." in found


def test_the_navigation_counts_what_waits(desk: Desk, facility: dict[str, Any]) -> None:
    def counted() -> int:
        page = desk.read("/about", role="approver")
        badge = page.select_one(".menu-wide a[href$='/ban-lam-viec'] .todo")
        return int(badge.get_text().split()[0]) if badge else 0

    before = counted()
    desk.waiting(facility)
    assert counted() == before + 1


def test_who_is_not_signed_in_is_asked_to_and_comes_back(desk: Desk) -> None:
    answer = desk.web.get("/ban-lam-viec", follow_redirects=False)
    assert answer.headers["Location"].endswith("came_from=/ban-lam-viec")


def test_the_desk_is_written_in_english_too(desk: Desk, facility: dict[str, Any]) -> None:
    desk.waiting(facility)
    assert "for your decision." in words(desk.read("/en/ban-lam-viec", role="approver"))
