"""What is suggested under the search box while somebody types, by keys and by touch."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.measures import barriers, wider_than


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 780}, base_url=site, has_touch=True)
    yield context.new_page()
    context.close()


def typed(page: Page, words: str, path: str = "/") -> None:
    page.goto(path)
    page.get_by_role("combobox").press_sequentially(words)
    expect(page.get_by_role("option").first).to_be_visible()


def test_arrow_keys_choose_a_suggestion_and_enter_opens_it(phone: Page) -> None:
    typed(phone, "quang ng")
    box = phone.get_by_role("combobox")
    box.press("ArrowDown")
    chosen = phone.locator("[aria-selected=true]")
    expect(chosen).to_contain_text("Quảng Ngãi")
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    box.press("Enter")
    phone.wait_for_url("**/dia-ban/51")


def test_enter_without_a_choice_searches_what_was_typed(phone: Page) -> None:
    typed(phone, "ty le ngh")
    phone.get_by_role("combobox").press("Enter")
    phone.wait_for_url("**/dataset/?q=ty+le+ngh")


def test_escape_closes_the_list_and_keeps_the_words(phone: Page) -> None:
    typed(phone, "dak l", "/dataset/")
    box = phone.get_by_role("combobox")
    box.press("Escape")
    expect(phone.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("dak l")


def test_a_finger_chooses_a_suggestion(phone: Page) -> None:
    typed(phone, "quang ng")
    phone.get_by_role("option", name="Tỉnh Quảng Ngãi").first.tap()
    phone.wait_for_url("**/dia-ban/51")


def test_the_open_list_has_no_barrier_and_is_no_wider_than_the_screen(phone: Page) -> None:
    typed(phone, "tỷ lệ")
    assert wider_than(phone, 320) == {}
    assert barriers(phone) == []


def test_who_saves_data_is_asked_nothing(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site)
    context.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/")
    page.get_by_label("Tìm dữ liệu").press_sequentially("quang")
    page.get_by_label("Tìm dữ liệu").press("Enter")
    page.wait_for_url("**/dataset/**")
    assert not [url for url in asked if "/goi-y" in url]
    context.close()
