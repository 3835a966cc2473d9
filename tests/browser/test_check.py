"""Somebody without an account checks a workbook on a phone, has it corrected, and brings it back valid."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Browser, Page, TimeoutError, expect

from browser.conftest import NEEDED_SCRIPTS
from browser.measures import barriers
from glue.road.points import COLUMNS, GOOD, good

TABLES = Path(__file__).parents[1] / "fixtures" / "tables"
PATH, SCHEMA = "/kiem-tra", "it_support_points"
ROWS = 6
MOST_BYTES = 60_000


@pytest.fixture
def plain(browser: Browser, site: str) -> Iterator[Page]:
    """A phone whose browser runs no script."""
    context = browser.new_context(
        viewport={"width": 360, "height": 780}, base_url=site, java_script_enabled=False, locale="vi-VN"
    )
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A sheet as an office keeps it: a title, a header, and in every row two values written otherwise."""
    book = Workbook()
    book.active.title = "Biểu 07"
    book.active.append(["Điểm hỗ trợ của tỉnh"])
    book.active.append(COLUMNS)
    for number in range(ROWS):
        row = good(number, f"p{number}", status="Operating", premises="Commune Office")
        book.active.append([row[name] for name in COLUMNS])
    path = tmp_path / "diem.xlsx"
    book.save(path)
    return path


def check(page: Page, path: Path) -> None:
    page.goto(PATH)
    page.get_by_label("1. Tệp").set_input_files(path)
    page.get_by_role("main").get_by_role("button", name="Kiểm tra", exact=True).click()
    expect(page).to_have_url(re.compile(f"{PATH}/.+"))


def take(page: Page, button: str, target: Path) -> Path:
    with page.expect_download() as started:
        page.get_by_role("button", name=button).click()
    started.value.save_as(target)
    return target


def test_a_bad_workbook_is_corrected_with_one_press_and_comes_back_valid(
    plain: Page, workbook: Path, tmp_path: Path
) -> None:
    check(plain, workbook)
    expect(plain.get_by_role("heading", level=1)).to_contain_text("12 chỗ cần sửa")
    assert stands_within_the_screen(plain)

    plain.get_by_role("button", name="Sửa 12 ô theo đề nghị").click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("là bảng hợp lệ")
    expect(plain.get_by_text("Bản này đã sửa 12 ô")).to_be_visible()
    assert stands_within_the_screen(plain)

    copy = take(plain, "Tải bản đã sửa (.xlsx)", tmp_path / "copy.xlsx")
    sheet = load_workbook(copy)["Biểu 07"]
    assert sheet["A1"].value == "Điểm hỗ trợ của tỉnh"
    status = COLUMNS.index("status") + 1
    assert {sheet.cell(row, status).value for row in range(3, 3 + ROWS)} == {"operating"}

    check(plain, copy)
    expect(plain.get_by_role("heading", level=1)).to_contain_text("là bảng hợp lệ")
    assert plain.context.cookies() == []


def test_one_kind_of_fault_is_corrected_alone(plain: Page, workbook: Path) -> None:
    check(plain, workbook)
    plain.get_by_role("button", name="Sửa tất cả (6 ô)").first.click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("6 chỗ cần sửa")


def test_the_report_has_no_barrier_no_script_and_few_bytes(
    browser: Browser, page: Page, workbook: Path
) -> None:
    """Read by a browser without the worker that keeps pages: what comes through it counts as nothing."""
    check(page, workbook)
    context = browser.new_context(service_workers="block")
    other, sizes = context.new_page(), []
    line = context.new_cdp_session(other)
    line.send("Network.enable")
    line.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    other.goto(page.url)
    assert 0 < sum(sizes) <= MOST_BYTES
    assert other.locator(NEEDED_SCRIPTS).count() == 0
    assert context.cookies() == []
    for width in (360, 1280):
        other.set_viewport_size({"width": width, "height": 800})
        assert barriers(other) == []
    context.close()


def test_how_a_form_is_read_is_asked_without_barrier(page: Page) -> None:
    check(page, TABLES / "five-faults.xlsx")
    page.goto(f"{page.url}/cach-doc")
    assert barriers(page) == []
    assert stands_within_the_screen(page)


def test_all_is_done_with_the_keyboard_alone(page: Page, workbook: Path) -> None:
    page.goto(PATH)
    tab_to(page, "#file")
    choose(page, workbook)
    tab_to(page, "main form .btn.main")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("12 chỗ cần sửa")
    tab_to(page, "button[form=fix][value='*']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("là bảng hợp lệ")
    tab_to(page, "button[form=take]")
    with page.expect_download():
        page.keyboard.press("Enter")


def test_what_is_unclear_is_answered_on_the_report(plain: Page, tmp_path: Path) -> None:
    row = {**GOOD, "broadband_mbps": "12.345"}
    path = tmp_path / "diem.csv"
    path.write_text(f"{','.join(row)}\n{','.join(row.values())}\n", encoding="utf-8")
    check(plain, path)
    plain.get_by_label("12 phẩy 345").check()
    plain.get_by_role("button", name="Trả lời và kiểm tra lại").click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("là bảng hợp lệ")


def test_a_file_is_removed_when_its_reader_says_so(plain: Page, workbook: Path) -> None:
    check(plain, workbook)
    address = plain.url
    plain.get_by_role("button", name="Xóa tệp ngay").click()
    expect(plain.get_by_text("Đã xóa tệp.")).to_be_visible()
    answer = plain.goto(address)
    assert answer is not None
    assert answer.status == 404


def test_a_sender_sends_the_corrected_copy_with_one_press(
    page: Page, log_in: Callable[[str], None], dataset: dict[str, Any], tmp_path: Path
) -> None:
    text = (TABLES / "corrected.csv").read_text(encoding="utf-8")
    path = tmp_path / "ket-qua.csv"
    path.write_text(text.replace(",07210@since-2025-07,", ",7210@since-2025-07,"), encoding="utf-8")
    log_in("sender")
    page.goto(f"/dataset/{dataset['name']}/submit")
    page.get_by_label("1. Tệp").set_input_files(path)
    page.get_by_role("radio", name="Kết quả thực hiện theo xã").check()
    page.get_by_role("button", name="Gửi để kiểm tra").click()
    first = wait_for_report(page)
    page.get_by_role("button", name=re.compile("theo đề nghị và gửi bản đã sửa")).click()
    expect(page).not_to_have_url(first)
    wait_for_report(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("“ket-qua-da-sua.xlsx” đã được công bố")
    page.get_by_role("link", name="xem báo cáo").click()
    expect(page).to_have_url(first)


def wait_for_report(page: Page) -> str:
    """The address of the submission, once its check has ended."""
    expect(page).to_have_url(re.compile("/submission/"))
    expect(page.locator("[data-submission]")).to_have_count(0, timeout=120_000)
    return page.url


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus; it has to be reached."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def choose(page: Page, file: Path) -> None:
    """Press Space on a file input and choose; once in many runs of the whole suite Chromium opens nothing for the
    first press, and a person presses again."""
    for _ in range(3):
        try:
            with page.expect_file_chooser(timeout=5_000) as chooser:
                page.keyboard.press("Space")
        except TimeoutError:
            continue
        chooser.value.set_files(file)
        return
    raise AssertionError("no press of Space opens the choice of a file")


def stands_within_the_screen(page: Page) -> bool:
    """Whether nothing makes the page wider than the phone."""
    body, screen = page.locator("html").bounding_box(), page.viewport_size
    assert body
    assert screen
    return bool(body["width"] <= screen["width"])
