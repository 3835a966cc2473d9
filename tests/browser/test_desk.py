"""From a bad file to a publication undone, by a sender on a phone and an approver at a desk, on two sessions."""

from __future__ import annotations

import csv
import re
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.conftest import PHONE, WAIT_MS, Api
from browser.made import made
from browser.test_road import CELLS, TABLES

VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")
DESK = {"width": 1280, "height": 900}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
REASON = "Công bố nhầm kỳ, quay lại bản trước"
PATIENCE_S = 180
LogIn = Callable[..., Page]


@pytest.fixture
def log_in_as(browser: Browser, site: str, users: dict[str, dict[str, str]]) -> Iterator[LogIn]:
    """A session of its own for each person, logged in through the form."""
    opened: list[BrowserContext] = []

    def session(name: str, size: dict[str, int], script: bool = True, address: str = site) -> Page:
        context = browser.new_context(
            base_url=address,
            viewport=size,
            locale="vi-VN",
            java_script_enabled=script,  # type: ignore[arg-type]
        )
        context.set_default_timeout(WAIT_MS)
        opened.append(context)
        page = context.new_page()
        page.goto("/user/login")
        page.get_by_label("Tên đăng nhập hoặc e-mail").fill(name)
        page.get_by_label("Mật khẩu").fill(users[name]["password"])
        page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
        page.wait_for_url("**/ban-lam-viec")
        return page

    yield session
    for context in opened:
        context.close()


@pytest.fixture
def provincial(api: Api) -> Iterator[dict[str, Any]]:
    """An empty dataset of the demonstration province, whose valid files wait for its approver."""
    title = "Kết quả hỗ trợ theo xã, dùng để thử việc duyệt"
    province = {"owner_org": "tinh-minh-hoa", "area_id": ["51@since-2025-07"]}
    with made(api, "duyet", title=title, **province) as found:
        yield found


@pytest.fixture
def revision(tmp_path: Path) -> Path:
    """The corrected file with another figure and a row less."""
    lines = list(csv.DictReader((TABLES / "corrected.csv").read_text("utf-8").splitlines()))
    lines[0]["Số hộ hưởng lợi"] = "11"
    path = tmp_path / "ket-qua-sua-doi.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines[:-1])
    return path


def test_a_table_goes_from_a_bad_file_to_a_publication_that_is_undone(
    log_in_as: LogIn, provincial: dict[str, Any], revision: Path, site: str
) -> None:
    sender, approver = log_in_as("sender_province", PHONE), log_in_as("approver_province", DESK)

    send(sender, provincial, "five-faults.csv")
    expect(sender.get_by_role("heading", level=1)).to_contain_text("5 ô cần sửa")
    assert sorted(sender.locator("[data-faults] tbody th .cell").all_inner_texts()) == sorted(CELLS)
    sender.goto("/ban-lam-viec")
    expect(sender.get_by_role("heading", name="Bị trả lại hoặc có lỗi")).to_be_visible()
    good_to_read(sender)

    first = published_at_its_time(sender, approver, provincial, site)

    send(sender, provincial, str(revision), renews=True)
    expect(sender.get_by_role("heading", level=1)).to_contain_text("đang chờ duyệt")
    second = sender.url.rpartition("/")[2]
    approver.goto(f"/duyet/{second}")
    seen_when(approver, "sửa 1, bỏ 1; 4 dòng giữ nguyên")
    expect(approver.locator("figure.chart svg.wide")).to_be_visible()
    good_to_read(approver)
    approver.get_by_role("button", name="Duyệt", exact=True).click()
    seen_when(approver, "Đã công bố")
    assert rows_for_everybody(site, provincial) == 5
    sender.goto(f"/submission/{first}")
    expect(sender.get_by_role("heading", level=1)).to_contain_text("phiên bản khác")

    approver.get_by_text("Hoàn tác lần công bố này").click()
    approver.locator("#undo").fill(REASON)
    approver.get_by_role("button", name="Hoàn tác", exact=True).click()
    expect(approver.locator("main")).to_contain_text(REASON)
    good_to_read(approver)
    settles(lambda: rows_for_everybody(site, provincial), 6)
    sender.goto("/submissions")
    states = sender.locator("tbody tr td[class^=state]").all_inner_texts()
    assert states[:3] == ["đã có phiên bản khác thay", "đã công bố", "cần sửa"]
    good_to_read(sender)


def published_at_its_time(sender: Page, approver: Page, provincial: dict[str, Any], site: str) -> str:
    """A first version on its way to everybody, by a date some seconds ahead; the submission's id."""
    send(sender, provincial, "corrected.csv")
    expect(sender.get_by_role("heading", level=1)).to_contain_text("đang chờ duyệt")
    first = sender.url.rpartition("/")[2]

    approver.goto("/ban-lam-viec")
    good_to_read(approver)
    # The queue names it first; a notice of it may stand below by now.
    approver.locator(f"main a[href='/duyet/{first}']").first.click()
    expect(approver.locator("main")).to_contain_text("đây là phiên bản đầu tiên")
    expect(approver.locator("main table").last).to_be_visible()
    good_to_read(approver)
    at = approve_at(approver, seconds=20)
    expect(approver.locator("main .answer")).to_contain_text(f"{at:%H:%M}")
    expect(approver.locator("main .answer")).to_contain_text("giờ Việt Nam")
    good_to_read(approver)
    assert rows_for_everybody(site, provincial) is None
    seen_when(approver, "Đã công bố")
    assert datetime.now(VIET_NAM) >= at
    assert rows_for_everybody(site, provincial) == 6
    sender.goto(f"/submission/{first}")
    expect(sender.get_by_role("heading", level=1)).to_contain_text("đã được công bố")
    return first


def test_a_table_is_sent_back_by_keyboard_alone_and_the_sender_sees_the_cell(
    log_in_as: LogIn, provincial: dict[str, Any]
) -> None:
    sender, approver = log_in_as("sender_province", PHONE), log_in_as("approver_province", DESK)
    send(sender, provincial, "corrected.csv")
    approver.goto(f"/duyet/{sender.url.rpartition('/')[2]}")
    keys = approver.keyboard
    reach(approver, "Đến phần quyết định")
    keys.press("Enter")
    reach(approver, "Trả lại kèm lý do")
    keys.press("Enter")
    keys.press("Tab")
    keys.type("Cần đối chiếu số hộ")
    keys.press("Tab")
    keys.type("K3")
    keys.press("Tab")
    keys.type("Cao hơn số hộ của phường")
    keys.press("Enter")
    expect(approver.get_by_role("heading", level=1)).to_contain_text("Đã trả lại")
    sender.reload()
    expect(sender.locator("[data-reasons]")).to_contain_text("Cao hơn số hộ của phường")
    good_to_read(sender)
    with sender.expect_download() as taken:
        sender.get_by_role("button", name=re.compile("đánh dấu")).click()
    assert taken.value.suggested_filename.endswith(".xlsx")


def test_everything_is_decided_without_script(
    log_in_as: LogIn, provincial: dict[str, Any], site: str
) -> None:
    sender = log_in_as("sender_province", PHONE, script=False)
    send(sender, provincial, "corrected.csv")
    expect(sender.get_by_role("heading", level=1)).to_contain_text("đang chờ duyệt")
    approver = log_in_as("approver_province", PHONE, script=False)
    approver.goto("/duyet")
    sent = sender.url.rpartition("/")[2]
    approver.locator(f"main a[href='/duyet/{sent}']").click()
    approver.wait_for_url(f"**/duyet/{sent}")
    good_to_read(approver, axe=False)
    approver.get_by_role("button", name="Duyệt", exact=True).click()
    seen_when(approver, "Đã công bố")
    assert rows_for_everybody(site, provincial) == 6


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
@pytest.mark.parametrize("address", ["/ban-lam-viec", "/duyet", "/duyet?state=scheduled", "/en/duyet"])
def test_the_pages_of_the_desk_have_no_barrier(log_in_as: LogIn, size: dict[str, int], address: str) -> None:
    page = log_in_as("approver", size)
    page.goto(address)
    good_to_read(page)


def send(page: Page, dataset: dict[str, Any], file: str, *, renews: bool = False) -> None:
    """Send a file, as a table or as the next version of one, and wait until its check has ended."""
    form = f"/dataset/{dataset['name']}/submit"
    target = page.get_by_role("radio", name="Phiên bản mới của" if renews else "Kết quả thực hiện theo xã")
    settles(lambda: (page.goto(form), target.count())[1], 1)
    page.get_by_label("1. Tệp").set_input_files(TABLES / file)
    target.check()
    page.get_by_role("button", name="Gửi để kiểm tra").click()
    expect(page).to_have_url(re.compile("/submission/"))
    expect(page.locator("[data-submission]")).to_have_count(0)


def approve_at(page: Page, seconds: int) -> datetime:
    """Approve for a moment so far ahead; a box of minutes takes seconds here, so that nobody waits for one."""
    at = (datetime.now(VIET_NAM) + timedelta(seconds=seconds)).replace(microsecond=0)
    page.get_by_role("radio", name="Vào một ngày").check()
    page.locator("#publish-day").fill(at.date().isoformat())
    page.locator("#publish-time").evaluate("box => box.step = 1")
    page.locator("#publish-time").fill(f"{at:%H:%M:%S}")
    page.get_by_role("button", name="Duyệt", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đã duyệt")
    return at


def reach(page: Page, name: str) -> None:
    """Press Tab until the element of that name has the focus."""
    for _step in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText || ''").strip().startswith(name):
            return
    raise AssertionError(f"{name} is not reached by Tab")


def seen_when(page: Page, words: str) -> None:
    """Load the page again until it says so."""
    settles(lambda: (page.reload(), words in page.locator("main").inner_text())[1], True)


def settles(look: Callable[[], Any], wanted: Any) -> None:
    """Look again and again until it is so."""
    end = time.monotonic() + PATIENCE_S
    while (found := look()) != wanted:
        assert time.monotonic() < end, f"{found!r} and not {wanted!r}"


def rows_for_everybody(site: str, dataset: dict[str, Any]) -> int | None:
    """How many rows a reader without an account gets; None when the table is not public."""
    answer = httpx.get(f"{site}/api/dtts/v1/tables/{dataset['name']}/output-results?limit=1", timeout=30)
    return int(answer.json()["total"]) if answer.status_code == 200 else None


def good_to_read(page: Page, axe: bool = True) -> None:
    """Nothing is wider than the screen, and axe finds no barrier."""
    page.wait_for_load_state()  # a page that has no style yet is wider
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    if axe:
        found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
        assert [(fault["id"], page.url) for fault in found.response["violations"]] == []
