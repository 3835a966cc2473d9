"""Text sizes, contrast and saving data in a real browser: nothing is cut off, nothing is lost from view."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.manifest import find_names, path_of

PAGES = ("home", "search", "dataset", "table", "indicator", "place", "display")
CHOICES = ("nho.thuong.theo-may", "lon.thuong.theo-may", "lon.cao.it")
WIDER = "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - innerWidth"


@pytest.fixture
def reader(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """Somebody without script."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, base_url=site, java_script_enabled=False
    )
    yield context
    context.close()


def chosen(browser: Browser, site: str, choice: str) -> BrowserContext:
    context = browser.new_context(base_url=site, color_scheme="light", reduced_motion="reduce")
    context.add_cookies([{"name": "dtts-display", "value": choice, "url": site}])
    return context


@pytest.mark.parametrize("choice", CHOICES)
def test_no_page_is_wider_than_the_screen_in_any_setting(browser: Browser, site: str, choice: str) -> None:
    names, context = find_names(site), chosen(browser, site, choice)
    page = context.new_page()
    for name in PAGES:
        page.goto(path_of(name, names))
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 780})
            assert page.evaluate(WIDER) <= 0, (name, choice, width)
    context.close()


def test_high_contrast_large_text_has_no_barrier(browser: Browser, site: str) -> None:
    names, context = find_names(site), chosen(browser, site, "lon.cao.theo-may")
    page = context.new_page()
    for name in PAGES:
        page.goto(path_of(name, names))
        found = Axe().run(
            page,
            options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "color-contrast-enhanced"]},
        )
        assert [each["id"] for each in found.response["violations"]] == [], name
    context.close()


def test_forced_colours_tell_which_setting_is_on(browser: Browser, site: str) -> None:
    context = chosen(browser, site, "lon.thuong.theo-may")
    page = context.new_page()
    page.emulate_media(forced_colors="active")
    page.goto("/about")
    on = page.locator(".display-wide [aria-pressed=true]")
    expect(on).to_have_count(1)
    assert on.evaluate("each => getComputedStyle(each).textDecorationLine") == "underline"
    context.close()


def test_a_reader_without_script_enlarges_text_raises_contrast_and_comes_back(reader: BrowserContext) -> None:
    page: Page = reader.new_page()
    page.goto("/dataset/?q=h%E1%BB%99")
    before = size(page)
    page.locator(".display-wide").get_by_role("button", name="A+").click()
    assert page.url.endswith("/dataset/?q=h%E1%BB%99")
    assert size(page) > before
    page.locator(".display-wide").get_by_role("button", name="Tương phản cao").click()
    page.goto("/about")
    expect(page.locator("html")).to_have_class("text-large contrast")


def size(page: Page) -> float:
    """Pixels that a line of the heading takes, measured from outside since the page runs no script."""
    box = page.locator("h1").first.bounding_box()
    assert box is not None
    return box["height"]
