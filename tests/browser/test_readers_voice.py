"""A reader without script says that a dataset was useful in part and tells of a work; the agency makes both
public, and everybody reads them."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import PHONE, WAIT_MS
from browser.test_desk import DESK, LogIn, good_to_read, log_in_as

__all__ = ["log_in_as"]

DATASET = "minh-hoa-nam-giam-sat"
WROTE = "Đủ cho bài tập lớp 9, thiếu cột tên xã cũ."


@pytest.fixture
def reader(browser: Browser, site: str) -> Iterator[Page]:
    """Somebody on a phone, without account and without script."""
    context = browser.new_context(
        base_url=site,
        viewport=PHONE,
        locale="vi-VN",
        java_script_enabled=False,  # type: ignore[arg-type]
    )
    context.set_default_timeout(WAIT_MS)
    yield context.new_page()
    context.close()


def test_what_a_reader_says_goes_from_the_form_to_the_public(reader: Page, log_in_as: LogIn) -> None:
    staff, work = log_in_as("approver", DESK), f"Bản đồ thử {uuid.uuid4().hex[:8]}"
    reader.goto(f"/dataset/{DATASET}")
    reader.get_by_role("main").get_by_role("link", name="Có ích một phần").click()
    types(reader, "#text", WROTE)
    sent(reader)
    publish(staff, f"/ban-lam-viec/nhan-xet/{number_of(reader)}", "Công khai")
    reader.goto(f"/huu-ich/{DATASET}")
    expect(reader.get_by_role("main")).to_contain_text("Trình duyệt này đã trả lời")
    expect(reader.locator("ul.cards")).to_contain_text(WROTE)

    reader.goto(f"/dataset/{DATASET}")
    reader.get_by_role("main").get_by_role("link", name="Giới thiệu sản phẩm của bạn").click()
    types(reader, "#title", work)
    types(reader, "#address", f"https://example.org/{uuid.uuid4()}")
    types(reader, "#maker", "Nhóm thử")
    reader.locator("#work").select_option("map")
    reader.locator("#licence").select_option("CC-BY-4.0")
    sent(reader)
    publish(staff, f"/ban-lam-viec/su-dung-lai/{number_of(reader)}", "Đưa vào danh sách")
    # The Vietnamese page of the dataset is kept by the browser for a minute.
    for address in ("/su-dung-lai", f"/en/dataset/{DATASET}"):
        reader.goto(address)
        expect(reader.get_by_role("main")).to_contain_text(work)


def types(reader: Page, field: str, words: str) -> None:
    """As people do, for whom the guard takes nobody who is quicker."""
    reader.locator(field).press_sequentially(words, delay=60)


def sent(reader: Page) -> None:
    """Press the button."""
    reader.get_by_role("main").get_by_role("button", name="Gửi", exact=True).click()
    expect(reader.get_by_role("status")).to_contain_text("Cảm ơn bạn")


def number_of(page: Page) -> int:
    """The number in the address of the page."""
    return int(re.findall(r"/(\d+)(?:\?|$)", page.url)[0])


def publish(staff: Page, address: str, button: str) -> None:
    """Read it on the desk and make it public."""
    staff.goto(address)
    good_to_read(staff)
    staff.get_by_role("button", name=button, exact=True).click()
    expect(staff.get_by_role("main")).to_contain_text("công khai")
