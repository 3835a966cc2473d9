"""One visit from the phone that was offline to what the public reads of it, through the hands of five people.

Every page on the way is looked at by axe at 360 and 1280 pixels, and kept as a picture in var/screenshots.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import PHONE
from browser.stopping_line import StoppingLine
from browser.test_desk import DESK, LogIn, good_to_read, log_in_as, seen_when, settles
from browser.test_reading import MOST_BYTES, Visit
from browser.test_recommendations import (
    ADDRESSED,
    ASKING,
    LIST,
    PDF,
    SHOTS,
    evaluation,
    published,
    table_id,
    this_day,
)
from browser.test_visit_offline import FORM, line, write_down

__all__ = ["evaluation", "line", "log_in_as"]

PLACE = "21115@since-2025-07"
DONE = "Đã điều chỉnh tiến độ và niêm yết (minh họa)."


@pytest.fixture
def phone(log_in_as: LogIn, evaluation: dict[str, Any], line: StoppingLine) -> Iterator[Page]:
    """The sender's phone, which has seen the form once; its line can be stopped."""
    page = log_in_as("sender_province", PHONE, address=line.address)
    page.context.grant_permissions(["geolocation"], origin=line.address)
    page.context.set_geolocation({"latitude": 21.27384, "longitude": 106.19466})
    page.goto(FORM)
    page.wait_for_selector("form[data-alive]")
    yield page


def test_a_visit_goes_from_a_phone_without_a_network_to_what_became_of_it(
    phone: Page,
    line: StoppingLine,
    log_in_as: LogIn,
    evaluation: dict[str, Any],
    browser: Browser,
    site: str,
    tmp_path: Path,
) -> None:
    code, visit = sent_later(phone, line, evaluation)
    approver, dataset = log_in_as("approver_province", DESK), evaluation["name"]
    approved_as_a_whole(approver, phone, urlsplit(visit).path)
    settles(lambda: row_count(site, dataset, "recommendations"), 1)
    one = f"{LIST}/{table_id(site, dataset, 'recommendations')}/{code}-K1"
    answered(log_in_as("sender_commune", PHONE), one, tmp_path)
    approver.goto(one)
    approver.get_by_role("button", name="Xác nhận hoàn thành").click()
    expect(approver.locator("main .answer")).to_contain_text("Đã xác nhận hoàn thành")
    look(approver, "di-giam-sat-5-xac-nhan")
    published(log_in_as, approver, evaluation, site)
    read_by_everybody(browser, site, f"/giam-sat/chuyen/{code}?bo={dataset}")


def sent_later(phone: Page, line: StoppingLine, evaluation: dict[str, Any]) -> tuple[str, str]:
    """Written down and sent without a network, gone out when it is back; the visit's code and its address.

    The agency was handed the findings so long ago that its time to answer is over.
    """
    today = this_day()
    line.stop()
    phone.goto(FORM)
    phone.wait_for_selector("form[data-alive][data-shell=yes]")
    write_down(
        phone,
        plan=f"{evaluation['name']}|",
        area_id=PLACE,
        visit_date=(today - timedelta(days=45)).isoformat(),
        led_by=ASKING,
        addressed_to=ADDRESSED,
        due_on=(today + timedelta(days=30)).isoformat(),
    )
    phone.locator("#shared_on").fill((today - timedelta(days=40)).isoformat())
    look(phone, "di-giam-sat-1-ghi")
    phone.get_by_role("button", name="Gửi", exact=True).click()
    expect(phone.locator("[data-waiting]")).to_contain_text("Chờ có mạng để gửi")
    line.resume()
    phone.goto(FORM)
    told = phone.locator("[data-told]")
    expect(told).to_contain_text("Đã gửi: đang được kiểm tra.")
    told.get_by_role("link").click()
    title = phone.get_by_role("heading", level=1)
    expect(title).to_contain_text("Đợt GS-")
    return title.inner_text().split()[-1], phone.url


def approved_as_a_whole(approver: Page, phone: Page, visit: str) -> None:
    """Found in the queue by its first table, read, and let through with one press."""
    step = phone.locator(".steps li").first
    settles(lambda: (phone.reload(), "chờ duyệt" in step.inner_text().lower())[1], True)
    look(phone, "di-giam-sat-2-da-gui")
    submission = str(step.get_by_role("link").get_attribute("href")).rpartition("/")[2]
    approver.goto("/duyet")
    approver.locator(f"main a[href='/duyet/{submission}']").click()
    approver.get_by_role("link", name="Đọc cả đợt và duyệt mọi bảng một lần").click()
    approver.wait_for_url(f"**{visit}")
    look(approver, "di-giam-sat-3-duyet")
    approver.get_by_role("button", name="Duyệt cả đợt").click()
    seen_when(approver, "Đã công khai đầy đủ")


def answered(commune: Page, one: str, tmp_path: Path) -> None:
    """The commune reports completion with a document."""
    (tmp_path / "bien-ban.pdf").write_bytes(PDF)
    commune.goto(LIST)
    commune.locator(f"main a[href='{one}']").click()
    commune.get_by_text("Báo hoàn thành", exact=True).first.click()
    commune.locator("#completion").fill(DONE)
    commune.locator("#completed-on").fill(this_day().isoformat())
    commune.locator("#proof").fill("Biên bản 12/BB-UBND")
    commune.locator("#completion-files").set_input_files(tmp_path / "bien-ban.pdf")
    commune.get_by_role("button", name="Báo hoàn thành").click()
    expect(commune.locator("main .answer")).to_contain_text("chờ xác nhận")
    look(commune, "di-giam-sat-4-tra-loi")


def read_by_everybody(browser: Browser, site: str, address: str) -> None:
    """The page of the visit: what was found, asked for and done; light, and without a barrier."""
    with browser.new_context(base_url=site, viewport=PHONE, locale="vi-VN") as context:
        visit = Visit(context, {}, "vi", address)
        settles(lambda: (visit.page.reload(), visit.page.get_by_text(DONE).count() > 0)[1], True)
        shown = visit.page.locator("main")
        for words in (
            "Thi công chậm (minh họa).",
            "1 trên 1 kiến nghị đã hoàn thành",
            "Biên bản 12/BB-UBND",
            ADDRESSED,
        ):
            expect(shown).to_contain_text(words)
        look(visit.page, "di-giam-sat-6-cong-chung")
        light = Visit(context, {}, "vi", address)
        assert light.bytes <= MOST_BYTES


def look(page: Page, name: str) -> None:
    """Good to read at both widths, with a picture of each."""
    before = page.viewport_size
    SHOTS.mkdir(parents=True, exist_ok=True)
    for size in (PHONE, DESK):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        good_to_read(page)
        page.screenshot(path=SHOTS / f"{name}-{size['width']}.png", full_page=True)
    page.set_viewport_size(before or DESK)  # type: ignore[arg-type]


def row_count(site: str, dataset: str, table: str) -> int:
    """How many rows of a table everybody reads."""
    answer = httpx.get(f"{site}/api/dtts/v1/tables/{dataset}/{table}?limit=1", timeout=30)
    return int(answer.json()["total"]) if answer.status_code == 200 else 0
