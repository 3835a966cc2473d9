"""Pictures of every page type, to be looked at: `python tests/browser/screenshots.py [NAME …]`.

All of pages.yaml for anonymous readers and of staff_pages.yaml for people with a role, at 360 and 1280 pixels and
in both contrasts; NAME takes only these. Reads the portal under test as the tests do (`DTTS_TEST_URL`,
`DTTS_TEST_USERS`, or `var/test/ports.env`) and writes `var/screenshots/<name>-<width>[-contrast].png`, and says
which pages answered with an error, are wider than the screen, or were not found. `--docs` renews the pictures of
the README as well.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from browser.conftest import FLAGS, setting  # noqa: E402
from browser.manifest import PAGES, find_names  # noqa: E402

OUT = Path(os.environ.get("DTTS_VAR") or ROOT / "var") / "screenshots"
DOCS = ROOT / "docs"
STAFF: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("staff_pages.yaml").read_text(encoding="utf-8")
)
SIZES = {360: 780, 1280: 900}
TALLEST = 4000
TABLE = ROOT / "tests" / "fixtures" / "tables" / "five-faults.csv"
CONTRASTS = {"": "", "-contrast": "thuong.cao.theo-may"}
"""What is added to a picture's name, and the reader's choice as its cookie holds it."""
WIDER = "document.documentElement.scrollWidth - innerWidth"


def main() -> None:
    """Every page type, or those that the command names."""
    asked = {each for each in sys.argv[1:] if not each.startswith("-")}
    site, users = setting("DTTS_TEST_URL"), json.loads(Path(setting("DTTS_TEST_USERS")).read_text("utf-8"))
    OUT.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for context in contexts(browser, site):
            take_public(context, site, asked)
            take_staff(context, users, asked)
            if "--docs" in sys.argv and not context.cookies():
                take_for_docs(context)
            context.close()
        browser.close()


def contexts(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """A new reader for each width and contrast."""
    for width, height in SIZES.items():
        for cookie in CONTRASTS.values():
            context = browser.new_context(
                viewport={"width": width, "height": height}, base_url=site, locale="vi-VN"
            )
            context.set_default_timeout(90_000)
            if cookie:
                context.add_cookies([{"name": "dtts-display", "value": cookie, "url": site}])
            yield context


def take_public(context: BrowserContext, site: str, asked: set[str]) -> None:
    """What everybody sees, and what a checked table looks like."""
    names, page = find_names(site), context.new_page()
    for each in PAGES:
        if not asked or each["name"] in asked:
            visit(page, each, each["path"].format(**names))
    if not asked or "check-report" in asked:
        take_check(page)
    page.close()


def take_check(page: Page) -> None:
    """The report on a bad table, and how the table was read."""
    page.goto("/kiem-tra")
    page.set_input_files("#file", TABLE)
    page.click("main form button.main")
    page.wait_for_url("**/kiem-tra/*")
    shoot(page, "check-report")
    page.goto(f"{page.url}/cach-doc")
    shoot(page, "check-reading")


def take_staff(context: BrowserContext, users: dict[str, dict[str, str]], asked: set[str]) -> None:
    """What people with a role see; each role signs in once, with the display that was chosen before."""
    for role in dict.fromkeys(each["role"] for each in STAFF):
        own = [each for each in STAFF if each["role"] == role and (not asked or each["name"] in asked)]
        if own:
            page = logged_in(context, role, users)
            for each in own:
                visit(page, each, each["path"])
            page.close()
            context.clear_cookies(name=re.compile("^(?!dtts-display)"))


def visit(page: Page, each: dict[str, Any], path: str) -> None:
    """A page, or the one that the links `first` and `then` lead to."""
    try:
        answer = page.goto(path)
        for link in filter(None, (each.get("first"), each.get("then"))):
            address = page.locator(link).first.get_attribute("href", timeout=3_000) or ""
            answer = page.goto(address)
        if answer and answer.status != each.get("status", 200):
            print(f"{each['name']}: {answer.status} at {page.url}")
        shoot(page, each["name"])
    except Error as wrong:
        print(f"{each['name']}: {wrong.message.splitlines()[0]}")


def take_for_docs(context: BrowserContext) -> None:
    """The first page as the README shows it."""
    page = context.new_page()
    page.goto("/")
    width = (page.viewport_size or {})["width"]
    page.screenshot(path=DOCS / f"home-{width}.png", clip={"x": 0, "y": 0, "width": width, "height": 780})
    page.close()


def logged_in(context: BrowserContext, name: str, users: dict[str, dict[str, str]]) -> Page:
    """A page of a demonstration user, who has just signed in."""
    page = context.new_page()
    page.goto("/user/login")
    page.fill("#login", name)
    page.fill("#password", users[name]["password"])
    page.click("main button")
    page.wait_for_url("**/ban-lam-viec")
    return page


def shoot(page: Page, name: str) -> None:
    """The page from its top, as far down as is worth looking at."""
    size = page.viewport_size or {"width": 1280, "height": 900}
    if page.evaluate(WIDER) > 0:
        print(f"{name}: wider than {size['width']} pixels")
    height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    chosen = any(cookie["name"] == "dtts-display" for cookie in page.context.cookies())
    sign = "-contrast" if chosen else ""
    clip = {"x": 0, "y": 0, "width": size["width"], "height": height}
    page.screenshot(path=OUT / f"{name}-{size['width']}{sign}.png", full_page=True, clip=clip)


if __name__ == "__main__":
    main()
