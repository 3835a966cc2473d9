"""Sending a file over lines as they are: pieces, a line that breaks, a reload, and browsers without script."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from browser.conftest import PHONE, WAIT_MS, setting
from browser.cutting_proxy import CuttingProxy
from browser.measures import barriers

TABLES = Path(__file__).parents[1] / "fixtures" / "tables"
FIFTY_MB = 50_000_000
CUTS = [6_000_000, 19_000_000, 37_000_000]


@pytest.fixture
def plain(browser: Browser, site: str, users: dict[str, dict[str, str]]) -> Iterator[Page]:
    """The sender's phone, which runs no script."""
    context = browser.new_context(viewport=PHONE, base_url=site, java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    signed_in(page, users)
    yield page
    context.close()


def signed_in(page: Page, users: dict[str, dict[str, str]], base: str = "") -> None:
    page.goto(f"{base}/user/login")
    page.get_by_label("Tên đăng nhập hoặc e-mail").fill("sender")
    page.get_by_label("Mật khẩu").fill(users["sender"]["password"])
    page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()


def large_table(path: Path) -> bytes:
    """A CSV of 50 MB with the columns of a table, and a line of its own that no other run has; its bytes."""
    head, row = (TABLES / "corrected.csv").read_bytes().split(b"\n")[:2]
    own = uuid.uuid4().hex.encode()
    content = b"\n".join([head, own, *[row] * (FIFTY_MB // (len(row) + 1) + 1)])[:FIFTY_MB]
    path.write_bytes(content)
    return content


def stored(digest: str) -> Path:
    """Where the bytes of that SHA-256 lie among the uploads, whatever they are called there."""
    folder = Path(setting("DTTS_TEST_USERS")).parent / "uploads"
    (found,) = [path for path in folder.iterdir() if hashlib.sha256(path.read_bytes()).hexdigest() == digest]
    return found


def test_fifty_megabytes_arrive_over_a_line_that_breaks_three_times(
    browser: Browser, site: str, users: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    content = large_table(tmp_path / "lon.csv")
    with CuttingProxy(urlsplit(site).port or 80, CUTS) as line:
        context = browser.new_context(viewport=PHONE, base_url=line.address, locale="vi-VN")
        context.set_default_timeout(WAIT_MS)
        page = context.new_page()
        signed_in(page, users)
        page.goto("/gui")
        sent: list[int] = []
        page.on("request", lambda request: sent.append(offset_of(request)))
        page.get_by_label("Tệp", exact=True).set_input_files(tmp_path / "lon.csv")
        page.wait_for_url(re.compile(r"/gui/[0-9a-f-]{36}"), timeout=240_000)
        expect(page.get_by_role("heading", level=1)).to_contain_text("lon.csv")
        assert line.cut == len(CUTS)
        assert line.sent < FIFTY_MB + 3 * 9_000_000  # what came before a break was not sent again
        context.close()
    assert stored(hashlib.sha256(content).hexdigest()).stat().st_size == FIFTY_MB
    assert max(sent) > FIFTY_MB / 2


def offset_of(request: Request) -> int:
    return int(request.headers.get("upload-offset", "0"))


def test_a_file_is_sent_on_a_phone_without_script(plain: Page, dataset: dict[str, Any]) -> None:
    plain.goto(f"/gui?dataset={dataset['name']}")
    plain.get_by_label("Tệp", exact=True).set_input_files(TABLES / "corrected.csv")
    plain.get_by_role("button", name="Tiếp tục").click()
    expect(plain.get_by_text("Kết quả thực hiện theo xã").first).to_be_visible()
    expect(plain.get_by_text("Bảng mới trong")).to_be_visible()
    assert plain.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    plain.get_by_role("button", name="Gửi để kiểm tra").click()
    expect(plain).to_have_url(re.compile("/submission/"))
    expect(plain.get_by_role("heading", level=1)).to_contain_text("corrected.csv")


def test_a_dropped_file_shows_what_is_proposed(
    page: Page, log_in: Callable[[str], None], dataset: dict[str, Any]
) -> None:
    log_in("sender")
    page.goto(f"/gui?dataset={dataset['name']}")
    content = (TABLES / "corrected.csv").read_text("utf-8")
    page.evaluate(
        """text => {
            const bag = new DataTransfer();
            bag.items.add(new File([text], "tha-vao.csv", { type: "text/csv" }));
            document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: bag, bubbles: true, cancelable: true }));
        }""",
        content,
    )
    page.wait_for_url(re.compile(r"/gui/[0-9a-f-]{36}"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("tha-vao.csv")
    expect(page.get_by_text("đủ các cột bắt buộc").or_(page.get_by_text("làm từ mẫu"))).to_be_visible()


def test_a_reload_loses_no_word_and_no_file(
    page: Page, log_in: Callable[[str], None], dataset: dict[str, Any]
) -> None:
    log_in("sender")
    page.goto(f"/gui?dataset={dataset['name']}")
    page.get_by_label("Tệp", exact=True).set_input_files(TABLES / "corrected.csv")
    page.wait_for_url(re.compile(r"/gui/[0-9a-f-]{36}"))
    page.get_by_text("Đổi nơi nhận").click()
    page.get_by_role("radio", name="Bộ dữ liệu mới").check()
    expect(page.locator("[data-kept]")).to_contain_text("Đã tự lưu nháp")
    page.reload()
    page.get_by_label("Tên", exact=True).fill("")
    page.get_by_text("Những điều khác sẽ ghi trên trang").click()
    page.get_by_label("Mô tả").fill("Lời của tôi.")
    page.get_by_role("button", name="Gửi để kiểm tra").click()
    expect(page.get_by_role("alert")).to_contain_text("Đặt tên cho bộ dữ liệu mới")
    page.faults.clear()  # type: ignore[attr-defined]  # Chromium logs the answer 422 as an error
    page.goto("/gui")
    page.get_by_role("link", name="corrected.csv").first.click()
    page.get_by_text("Những điều khác sẽ ghi trên trang").click()
    expect(page.get_by_label("Mô tả")).to_have_value("Lời của tôi.")


def test_an_upload_goes_on_after_a_reload(
    context: BrowserContext, page: Page, log_in: Callable[[str], None], tmp_path: Path
) -> None:
    log_in("sender")
    content = large_table(tmp_path / f"{uuid.uuid4().hex}.csv")[:3_000_000]
    file = tmp_path / "nua.csv"
    file.write_bytes(content)
    page.goto("/gui")
    pieces: list[int] = []

    def only_the_first(route: Any) -> None:
        if int(route.request.headers.get("upload-offset", "0")) > 0:
            route.abort()
        else:
            route.continue_()

    page.route("**/api/dtts/v1/uploads/*", only_the_first)
    page.get_by_label("Tệp", exact=True).set_input_files(file)
    expect(page.locator("[data-told]")).to_contain_text("Đang mất mạng")
    page.unroute("**/api/dtts/v1/uploads/*")
    page.reload()
    page.faults.clear()  # type: ignore[attr-defined]  # the lost line
    expect(page.get_by_text("Chọn lại đúng tệp này").first).to_be_visible()
    page.on(
        "request", lambda request: pieces.append(offset_of(request)) if request.method == "PATCH" else None
    )
    page.get_by_label("Tệp", exact=True).set_input_files(file)
    page.wait_for_url(re.compile(r"/gui/[0-9a-f-]{36}"))
    assert min(pieces) > 0
    assert stored(hashlib.sha256(content).hexdigest()).stat().st_size == len(content)


def test_a_cancelled_upload_is_removed_from_the_server(
    page: Page, log_in: Callable[[str], None], tmp_path: Path
) -> None:
    log_in("sender")
    file = tmp_path / "bo.csv"
    file.write_bytes(large_table(tmp_path / "x.csv")[:3_000_000])
    page.goto("/gui")
    page.route(
        "**/api/dtts/v1/uploads/*",
        lambda route: route.abort() if route.request.method == "PATCH" else route.continue_(),
    )
    page.get_by_label("Tệp", exact=True).set_input_files(file)
    expect(page.locator("[data-told]")).to_contain_text("Đang mất mạng")
    with page.expect_response(lambda answer: answer.request.method == "DELETE") as ended:
        page.get_by_role("button", name="Hủy và xóa phần đã gửi").click()
    assert ended.value.status == 204
    page.faults.clear()  # type: ignore[attr-defined]  # the lost line
    page.reload()
    expect(page.get_by_text("bo.csv")).to_have_count(0)


STAFF_BYTES = 60_000


@pytest.mark.parametrize("lang", ["", "/en"])
def test_the_screen_is_light_and_without_barrier(
    lang: str, context: BrowserContext, page: Page, log_in: Callable[[str], None], dataset: dict[str, Any]
) -> None:
    log_in("sender")
    line, came = context.new_cdp_session(page), []
    line.send("Network.enable")
    line.on("Network.loadingFinished", lambda event: came.append(event["encodedDataLength"]))
    page.goto(f"{lang}/gui?dataset={dataset['name']}", wait_until="networkidle")
    assert sum(came) <= STAFF_BYTES
    assert barriers(page) == []
    page.locator("#upload").set_input_files(TABLES / "corrected.csv")
    page.wait_for_url(re.compile(r"/gui/[0-9a-f-]{36}"))
    page.evaluate("for (const each of document.querySelectorAll('main details')) each.open = true")
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert barriers(page) == []
