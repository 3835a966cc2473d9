"""Text sizes and contrast, chosen in a real browser. test_reading.py measures what every page is like then."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.measures import barriers, wider_than


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


def test_forced_colours_tell_which_setting_is_on(browser: Browser, site: str) -> None:
    context = chosen(browser, site, "lon.thuong.theo-may")
    page = context.new_page()
    page.emulate_media(forced_colors="active")
    page.goto("/about")
    on = page.locator(".tools-wide [aria-pressed=true]")
    expect(on).to_have_count(1)
    assert on.evaluate("each => getComputedStyle(each).textDecorationLine") == "underline"
    context.close()


def test_a_map_in_forced_colours_keeps_the_colours_of_its_key(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, forced_colors="active")
    page = context.new_page()
    page.goto("/chi-tieu/GSO_POVERTY_RATE?dia-ban=VN")
    swatches = "spans => spans.map(each => getComputedStyle(each, '::before').backgroundColor)"
    steps = page.locator(".key span[class^=s]").evaluate_all(swatches)
    assert len(steps) >= 3
    assert len(set(steps)) == len(steps)
    context.close()


def test_who_saves_data_gets_a_link_for_each_picture_and_every_figure(browser: Browser, site: str) -> None:
    context = chosen(browser, site, "lon.cao.it")
    page = context.new_page()
    page.goto("/chi-tieu/GSO_POVERTY_RATE?dia-ban=VN")
    expect(page.locator("figure svg[role=img]")).to_have_count(0)
    expect(page.get_by_role("cell", name="5,8")).to_be_visible()
    assert wider_than(page, 320, 1280) == {}
    assert barriers(page) == []
    page.get_by_role("link", name="Hiện biểu đồ").first.click()
    expect(page.locator("figure.chart svg:visible")).to_have_count(2)
    context.close()


def test_a_reader_without_script_enlarges_text_raises_contrast_and_comes_back(reader: BrowserContext) -> None:
    page: Page = reader.new_page()
    page.goto("/dataset/?q=h%E1%BB%99")
    before = size(page)
    page.locator(".tools-wide").get_by_role("button", name="A+").click()
    assert page.url.endswith("/dataset/?q=h%E1%BB%99")
    assert size(page) > before
    page.locator(".tools-wide").get_by_role("button", name="Tương phản cao").click()
    page.goto("/about")
    expect(page.locator("html")).to_have_class("text-large contrast")


def size(page: Page) -> float:
    """Pixels that a line of the heading takes, measured from outside since the page runs no script."""
    box = page.locator("h1").first.bounding_box()
    assert box is not None
    return box["height"]
