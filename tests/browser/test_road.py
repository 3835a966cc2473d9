"""The main job, on a phone: send a table, read what is wrong, send it again, see it published."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

TABLES = Path(__file__).parents[1] / "fixtures" / "tables"
MARK = "Dữ liệu minh họa"
CELLS = ["C3", "F4", "J5", "G6", "B7"]


def test_a_sender_corrects_a_table_and_sees_it_published(
    page: Page, log_in: Callable[[str], None], dataset: dict[str, Any], browser: Browser, site: str
) -> None:
    log_in("sender")

    send(page, dataset, "five-faults.csv")
    expect(page.get_by_role("heading", level=1)).to_contain_text("5 ô cần sửa")
    expect(page.get_by_text("Chưa có gì được công bố")).to_be_visible()
    cells = page.locator("[data-faults] tbody th .cell").all_inner_texts()
    assert sorted(cells) == sorted(CELLS)
    expect(page.get_by_role("table").get_by_text("7210@since-2025-07", exact=True)).to_be_visible()
    assert stands_within_the_screen(page)
    assert anonymous_status(browser, f"{site}/dataset/{dataset['name']}/output-results") == 404

    page.get_by_role("link", name="Gửi tệp đã sửa").click()
    send(page, dataset, "corrected.csv")
    expect(page.get_by_role("heading", level=1)).to_contain_text("đã được công bố")

    page.get_by_role("link", name="Xem bảng đã công bố").click()
    expect(page.get_by_text("Dòng 1–6 trong 6")).to_be_visible()
    expect(page.locator("[data-demo]")).to_contain_text(MARK)
    expect(page.get_by_role("table").first).to_contain_text("Phường Bắc Giang")
    assert stands_within_the_screen(page)
    assert anonymous_status(browser, page.url) == 200

    page.goto("/submissions")
    states = page.locator("tbody tr td[class^=state]").all_inner_texts()
    assert states[:2] == ["đã công bố", "cần sửa"]


def test_progress_and_report_need_no_script(
    browser: Browser, site: str, users: dict[str, dict[str, str]], dataset: dict[str, Any]
) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    page.goto("/user/login")
    page.get_by_label("Tên đăng nhập hoặc e-mail").fill("sender")
    page.get_by_label("Mật khẩu").fill(users["sender"]["password"])
    page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
    send(page, dataset, "five-faults.xlsx")
    expect(page.get_by_role("heading", level=1)).to_contain_text("5 ô cần sửa")
    expect(page.get_by_text("Trang tính “Biểu 03”: đọc được 6 dòng")).to_be_visible()
    context.close()


def test_a_form_without_a_file_says_what_to_do(
    page: Page, log_in: Callable[[str], None], dataset: dict[str, Any]
) -> None:
    log_in("sender")
    page.goto(f"/dataset/{dataset['name']}/submit")
    page.locator("main form").evaluate("form => form.noValidate = true")
    page.get_by_role("button", name="Gửi để kiểm tra").click()
    expect(page.get_by_role("alert")).to_contain_text("Hãy chọn tệp cần gửi.")
    page.faults.clear()  # type: ignore[attr-defined]  # Chromium logs the answer 422 as an error


def test_a_stranger_is_led_to_the_login(page: Page, dataset: dict[str, Any]) -> None:
    page.goto(f"/dataset/{dataset['name']}/submit")
    expect(page).to_have_url(re.compile("/user/login"))


def send(page: Page, dataset: dict[str, Any], file: str) -> None:
    """Send a file through the form and wait until its check has ended."""
    page.goto(f"/dataset/{dataset['name']}/submit")
    page.get_by_label("1. Tệp").set_input_files(TABLES / file)
    page.get_by_role("radio", name="Kết quả thực hiện theo xã").check()
    page.get_by_role("button", name="Gửi để kiểm tra").click()
    expect(page).to_have_url(re.compile("/submission/"))
    expect(page.locator("[data-submission]")).to_have_count(0, timeout=60_000)


def stands_within_the_screen(page: Page) -> bool:
    """Whether nothing makes the page wider than the phone."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def anonymous_status(browser: Browser, address: str) -> int:
    """What a reader without an account gets at an address."""
    context = browser.new_context()
    answer = context.request.get(address)
    context.close()
    return answer.status
