"""Pictures of the portal at 360 and 1280 pixels, to be looked at: `python tests/browser/screenshots.py`.

Reads the portal under test as the tests do (`DTTS_TEST_URL`, `DTTS_TEST_USERS`, or `var/test/ports.env`) and
writes to `var/screenshots`; `--docs` renews the two pictures of the README as well.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from browser.conftest import FLAGS, setting  # noqa: E402
from browser.manifest import find_names  # noqa: E402

OUT = Path(os.environ.get("DTTS_VAR") or ROOT / "var") / "screenshots"
DOCS = ROOT / "docs"
SIZES = {360: 780, 1280: 900}
TALLEST = 2400
TABLE = ROOT / "tests" / "fixtures" / "tables" / "five-faults.csv"


def main() -> None:
    """Every page type that the notes show, at both widths."""
    site = setting("DTTS_TEST_URL")
    users = json.loads(Path(setting("DTTS_TEST_USERS")).read_text(encoding="utf-8"))
    OUT.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for width in SIZES:
            take_public(browser, site, width)
            take_staff(browser, site, width, users)
            take_desk(browser, site, width, users)
        browser.close()


def take_public(browser: Browser, site: str, width: int) -> None:
    """What everybody sees."""
    names = find_names(site)
    series = "ty-le-ngheo-theo-tinh"
    pages = {
        "home": "/",
        "home-en": "/en/",
        "search": "/dataset/?q=dan+toc",
        "dataset": f"/dataset/{series}",
        "table": f"/dataset/{series}/ty-le-ngheo",
        "demonstration": f"/dataset/{names['demo']}",
        "not-found": "/khong-co-trang-nay",
    }
    page = new_page(browser, site, width)
    for name, path in pages.items():
        page.goto(path)
        shoot(page, name, width)
    if "--docs" in sys.argv:
        page.goto("/")
        page.screenshot(path=DOCS / f"home-{width}.png", clip={"x": 0, "y": 0, "width": width, "height": 780})
    page.goto("/kiem-tra")
    shoot(page, "check", width)
    page.set_input_files("#file", TABLE)
    page.click("main form button.main")
    page.wait_for_url("**/kiem-tra/*")
    shoot(page, "check-report", width)
    page.goto(f"{page.url}/cach-doc")
    shoot(page, "check-reading", width)
    page.context.close()


def take_staff(browser: Browser, site: str, width: int, users: dict[str, dict[str, str]]) -> None:
    """The form that sends a table, the report on a bad one, the form of a dataset."""
    page = logged_in(browser, site, width, "sender", users)
    page.goto("/dataset/?type=program_result&sort=title")
    page.locator(".cards a").first.click()
    page.get_by_role("link", name="Gửi bảng").click()
    shoot(page, "form", width)
    page.set_input_files("#upload", TABLE)
    page.locator("input[value='schema:output_results'], input[value^='table:']").last.check()
    page.click("main form button")
    page.wait_for_selector("h1:has-text('cần sửa')", timeout=90_000)
    shoot(page, "report", width)
    page.goto("/submissions")
    shoot(page, "submissions", width)
    page.goto("/program_result/new")
    shoot(page, "new-dataset", width)
    page.context.close()


def take_desk(browser: Browser, site: str, width: int, users: dict[str, dict[str, str]]) -> None:
    """The desks of an approver and a sender, the queue, and a table in each state of a decision."""
    page = logged_in(browser, site, width, "approver", users)
    shoot(page, "desk-approver", width)
    page.goto("/duyet")
    shoot(page, "queue", width)
    for state in ("awaiting_approval", "scheduled", "rejected"):
        page.goto(f"/duyet?state={state}")
        addresses = page.locator(".queue h2 a").evaluate_all("links => links.map(link => link.href)")
        for number, address in enumerate(addresses[:4], start=1):
            page.goto(address)
            shoot(page, f"decide-{state}-{number}", width)
    page.context.close()
    page = logged_in(browser, site, width, "sender", users)
    shoot(page, "desk-sender", width)
    page.locator("main a[href^='/submission/']").first.click()
    shoot(page, "sent-back", width)
    page.context.close()


def logged_in(browser: Browser, site: str, width: int, name: str, users: dict[str, dict[str, str]]) -> Page:
    """The page of a demonstration user, who has just logged in."""
    page = new_page(browser, site, width)
    page.goto("/user/login")
    page.fill("#login", name)
    page.fill("#password", users[name]["password"])
    page.click("main button")
    page.wait_for_url("**/ban-lam-viec")
    return page


def new_page(browser: Browser, site: str, width: int) -> Page:
    """A page of that width that nobody has used before."""
    return browser.new_context(
        viewport={"width": width, "height": SIZES[width]}, base_url=site, locale="vi-VN"
    ).new_page()


def shoot(page: Page, name: str, width: int) -> None:
    """The page from its top, as far down as is worth looking at."""
    height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    clip = {"x": 0, "y": 0, "width": width, "height": height}
    page.screenshot(path=OUT / f"{name}-{width}.png", full_page=True, clip=clip)


if __name__ == "__main__":
    main()
