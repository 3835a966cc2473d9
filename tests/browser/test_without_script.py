"""Searching, narrowing, sorting and changing language need no script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.manifest import find_names


@pytest.fixture
def plain(browser: Browser, site: str) -> Iterator[Page]:
    """A phone whose browser runs no script."""
    context = browser.new_context(
        viewport={"width": 360, "height": 780}, base_url=site, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def test_a_reader_finds_a_dataset_by_words_without_marks(plain: Page) -> None:
    plain.goto("/")
    plain.get_by_label("Tìm dữ liệu").fill("ty le ngheo")
    plain.get_by_role("button", name="Tìm").click()
    plain.get_by_role("link", name="Tỷ lệ nghèo theo tỉnh").first.click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("Tỷ lệ nghèo theo tỉnh")


def test_a_reader_narrows_a_search_and_widens_it_again(plain: Page) -> None:
    plain.goto("/dataset/")
    everything = plain.get_by_role("status").inner_text()
    plain.get_by_text("Loại dữ liệu", exact=True).click()
    plain.locator(".facet a").first.click()
    assert plain.get_by_role("status").inner_text() != everything
    plain.locator(".picked a").click()
    expect(plain.get_by_role("status")).to_have_text(everything)


def test_a_reader_begins_with_a_topic_of_the_first_page(plain: Page) -> None:
    plain.goto("/")
    plain.locator("a[href='/dataset/?topic=education']").click()
    expect(plain.locator(".picked a")).to_contain_text("Giáo dục và đào tạo")
    expect(plain.locator(".cards > li").first).to_be_visible()


def test_a_reader_opens_the_menu_and_changes_the_language(plain: Page) -> None:
    plain.goto("/about")
    plain.get_by_text("Mục lục", exact=True).click()
    plain.get_by_role("link", name="English").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("About this portal")
    assert plain.url.endswith("/en/about")


def test_a_reader_sorts_and_narrows_a_table(plain: Page, site: str) -> None:
    names = find_names(site)
    plain.goto(f"/dataset/{names['dataset']}/{names['table']}?columns=all")
    plain.locator("thead a").first.click()
    expect(plain.locator("thead th").first).to_have_attribute("aria-sort", "ascending")
    word = plain.locator("tbody th").first.inner_text().split()[0]
    plain.get_by_text("Lọc dòng", exact=True).click()
    plain.get_by_label("Từ trong cột bất kỳ").fill(word)
    plain.get_by_role("button", name="Hiện", exact=True).click()
    expect(plain.locator("tbody").first).to_contain_text(word)
    expect(plain.get_by_role("link", name="Hiện mọi dòng")).to_be_visible()


def test_a_reader_compares_places_by_the_form(plain: Page) -> None:
    plain.goto("/so-sanh?chi-tieu=GSO_POVERTY_RATE&dia-ban=51&dia-ban=VN")
    plain.get_by_label("Địa bàn, 3").select_option(label="Tỉnh Kon Tum (đến 30/06/2025)")
    plain.get_by_role("main").get_by_role("button", name="So sánh").click()
    assert "62%40pre-2025-07" in plain.url
    expect(plain.locator("table thead th")).to_have_text(["Kỳ", "Tỉnh Quảng Ngãi", "Cả nước", "Tỉnh Kon Tum"])


def test_a_chart_stands_as_a_table_too(plain: Page) -> None:
    plain.goto("/chi-tieu/GSO_POVERTY_RATE?dia-ban=VN")
    expect(plain.locator("figure.chart svg.narrow").first).to_be_visible()
    expect(plain.get_by_role("cell", name="5,8")).to_be_visible()


def test_a_reader_finds_the_disbursements_of_a_project_as_a_file(plain: Page, site: str) -> None:
    plain.goto("/")
    plain.get_by_role("link", name="Phát triển giáo dục đào tạo nâng cao").click()
    address = (
        plain.get_by_role("main").get_by_role("link", name="CSV", exact=True).first.get_attribute("href")
    )
    answer = plain.request.get(f"{site}{address}")
    assert "disbursed" in answer.text()


def test_a_keyboard_reaches_the_content_first(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site)
    page = context.new_page()
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    context.close()
