"""A keeper of the registers on a phone: the difference first, then its legal basis, then the version."""

from __future__ import annotations

import csv
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import NEEDED_SCRIPTS
from browser.measures import barriers

REGISTER, TABLE = "/danh-muc/agencies", "/dataset/co-quan-cong-tac-dan-toc/co-quan.csv"
BASIS = "417/QĐ-BNNMT"
PHONE = {"width": 360, "height": 780}


@pytest.fixture
def keeper(browser: Browser, site: str, users: dict[str, dict[str, str]]) -> Page:
    """A phone on which no script runs, with a keeper logged in."""
    context = browser.new_context(base_url=site, viewport=PHONE, java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    page.goto("/user/login")
    page.get_by_label("Tên đăng nhập hoặc e-mail").fill("register_keeper")
    page.get_by_label("Mật khẩu").fill(users["register_keeper"]["password"])
    page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
    return page


@pytest.fixture
def changed(site: str, tmp_path: Path) -> tuple[Path, str, str]:
    """The register in force with another role for its first agency: the file, the old cell, the new one."""
    lines = list(csv.DictReader(httpx.get(f"{site}{TABLE}", timeout=30).text.splitlines()))
    old = lines[0]["role_vi"]
    lines[0]["role_vi"] = new = "Vai trò thử A" if old != "Vai trò thử A" else "Vai trò thử B"
    path = tmp_path / "co-quan.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    return path, old, new


def test_a_keeper_brings_in_a_version_on_a_phone_without_scripts(
    keeper: Page, changed: tuple[Path, str, str], site: str
) -> None:
    path, old, new = changed
    keeper.goto(REGISTER)
    keeper.get_by_label("Toàn bộ danh mục").set_input_files(path)
    keeper.get_by_role("button", name="Xem thay đổi").click()
    expect(keeper.get_by_role("heading", level=1)).to_contain_text("co-quan.csv")
    expect(keeper.locator("main .cell.bad")).to_have_text(old or "trống")
    expect(keeper.locator("main .cell.fix")).to_have_text(new)
    assert fits(keeper)
    assert new not in httpx.get(f"{site}{TABLE}", timeout=30).text

    keeper.get_by_label("Căn cứ pháp lý").fill(BASIS)
    keeper.get_by_role("button", name="Áp dụng các thay đổi này").click()
    expect(keeper.get_by_role("heading", level=1)).to_have_text("Cơ quan")
    newest = keeper.locator("main ol.cards li").first
    for _look in range(100):
        if BASIS in newest.inner_text():
            break
        keeper.reload()
    expect(newest).to_contain_text(BASIS)
    expect(newest).to_contain_text("đang có hiệu lực")
    expect(newest).to_contain_text("register_keeper")
    assert new in httpx.get(f"{site}{TABLE}", timeout=30).text
    assert fits(keeper)
    keeper.context.close()


def test_the_keepers_page_has_no_barrier(page: Page, log_in: object) -> None:
    log_in("register_keeper")  # type: ignore[operator]
    page.goto(REGISTER)
    assert barriers(page) == []
    assert page.locator(NEEDED_SCRIPTS).count() == 0


def fits(page: Page) -> bool:
    """Whether nothing stands beyond the edge of the phone."""
    box = page.locator("main").bounding_box()
    return box is not None and box["x"] + box["width"] <= PHONE["width"]
