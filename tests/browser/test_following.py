"""Following a dataset on a phone: form, mail, yes, a publication, the news, and leaving by the mailbox's button."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from browser import mailbox
from browser.measures import barriers

TABLE = Path(__file__).parents[1] / "fixtures" / "tables" / "corrected.csv"
Users = dict[str, dict[str, str]]


def test_a_reader_follows_is_told_and_leaves(
    page: Page, dataset: dict[str, Any], site: str, users: Users, api: Callable[..., Any]
) -> None:
    address = f"doc-gia-{uuid.uuid4().hex[:8]}@example.org"
    page.goto(f"/dataset/{dataset['name']}")
    page.get_by_label("Địa chỉ thư điện tử").fill(address)
    page.get_by_role("button", name="Theo dõi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hãy xem hộp thư của bạn")
    assert is_accessible(page)

    page.goto(mailbox.link(mailbox.wait_for(address, "Xác nhận theo dõi"), "/theo-doi/xac-nhan/"))
    assert is_accessible(page)
    page.get_by_role("button", name="Đồng ý nhận tin").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bạn đang theo dõi")

    publish(site, users, dataset, api)
    mailbox.morning_comes()
    news = mailbox.wait_for(address, "công bố lần đầu")
    assert "Dữ liệu minh họa" in news["Subject"]
    page.goto(mailbox.link(news, f"/dataset/{dataset['name']}/"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    page.goto(mailbox.link(news, "/theo-doi/cua-toi/"))
    expect(page.get_by_role("button", name="Ngừng tất cả và xóa địa chỉ của tôi")).to_be_visible()
    assert is_accessible(page)
    assert news["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    leave = news["List-Unsubscribe"].strip("<>")
    answer = httpx.post(leave, data={"List-Unsubscribe": "One-Click"}, timeout=60)
    assert (answer.status_code, answer.history) == (200, [])
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bạn không còn theo dõi mục nào")


def test_a_member_of_staff_chooses_how_often_to_be_mailed(page: Page, log_in: Callable[[str], None]) -> None:
    log_in("reader")
    page.goto("/thong-bao")
    assert is_accessible(page)
    page.get_by_role("link", name="Mức gửi thư điện tử").click()
    assert is_accessible(page)
    page.get_by_role("group", name="Tin để biết").get_by_label("mỗi tuần một lần").check()
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu")
    expect(page.get_by_role("group", name="Tin để biết").get_by_label("mỗi tuần một lần")).to_be_checked()


def test_what_is_no_address_is_said_beside_the_field(page: Page) -> None:
    page.goto("/theo-doi?dia-ban=51")
    page.locator("main form").evaluate("form => form.noValidate = true")
    page.get_by_label("Địa chỉ thư điện tử").fill("khong phai dia chi")
    page.get_by_role("button", name="Theo dõi").click()
    expect(page.get_by_role("alert")).to_contain_text("ten@example.org")
    expect(page.get_by_label("Địa chỉ thư điện tử")).to_have_value("khong phai dia chi")
    page.faults.clear()  # type: ignore[attr-defined]  # Chromium logs the answer 422 as an error


def publish(site: str, users: Users, dataset: dict[str, Any], api: Callable[..., Any]) -> None:
    """Send a table as its sender, approve it as somebody else, and wait until everybody reads it."""
    headers = {"Authorization": users["sender"]["token"]}
    form = {"dataset": dataset["name"], "table": "output-results", "schema": "output_results"}
    files = {"file": ("corrected.csv", TABLE.read_bytes())}
    address = f"{site}/api/dtts/v1/submissions"
    sent = httpx.post(address, data=form, files=files, headers=headers, timeout=60).json()
    state = wait_until(address, sent["id"], headers, {"awaiting_approval", "published"})
    if state == "awaiting_approval":
        approver = {"Authorization": users["approver"]["token"]}
        done = httpx.post(
            f"{site}/api/3/action/dtts_submission_approve",
            json={"id": sent["id"]},
            headers=approver,
            timeout=60,
        )
        assert done.status_code == 200, done.text
        wait_until(address, sent["id"], headers, {"published"})


def wait_until(address: str, submission: str, headers: dict[str, str], states: set[str]) -> str:
    """The first of the states that the submission reaches."""
    for _ in range(600):
        found = str(httpx.get(f"{address}/{submission}", headers=headers, timeout=60).json()["state"])
        if found in states:
            return found
        mailbox.pause()
    pytest.fail(f"the submission stays {found}")


def is_accessible(page: Page) -> bool:
    """Whether axe finds nothing on the page, and it fits the phone."""
    assert barriers(page) == []
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
