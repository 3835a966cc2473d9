"""Short addresses and print: what is passed on leads back, and a sheet of paper says where it is from."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from browser.manifest import find_names
from browser.measures import barriers, wider_than

Api = Callable[..., Any]
A4 = {"width": 718, "height": 1000}
"""The width of a page of A4 less its margins, in pixels of CSS."""


@pytest.fixture
def shared_code(site: str, api: Api, dataset: dict[str, Any]) -> Iterator[str]:
    """The code that two datasets share: one was given an id that begins as that of the other."""
    taken = {name: dataset[name] for name in dataset if name not in ("id", "name", "resources")}
    other = f"{dataset['id'][:13]}{str(uuid.uuid4())[13:]}"
    made = api("package_create", **taken, id=other, name=f"{dataset['name']}-2")
    found = re.search(r"/s/(d\w{8})\b", httpx.get(f"{site}/dataset/{dataset['name']}", timeout=30).text)
    assert found
    yield found[1]
    api("package_delete", id=made["id"])


def test_a_short_address_of_two_asks_which_one(page: Page, shared_code: str, dataset: dict[str, Any]) -> None:
    page.goto(f"/en/s/{shared_code.upper()}")
    links = page.locator("main li a")
    expect(links).to_have_count(2)
    assert barriers(page) == []
    assert wider_than(page, 320, 1280) == {}
    page.goto(f"/s/{shared_code}")
    page.locator(f"main a[href$='/dataset/{dataset['name']}']").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(dataset["title"])


def test_a_press_copies_the_short_address_which_leads_back(browser: Browser, site: str) -> None:
    names = find_names(site)
    context = browser.new_context(base_url=site, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"/dataset/{names['dataset']}/{names['table']}")
    button = page.get_by_role("button", name="Chia sẻ hoặc chép")
    button.click()
    expect(button).to_contain_text("✓")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(".short").inner_text()
    page.goto(f"/s/{copied.rpartition('/')[2]}")
    assert page.url.endswith(f"/dataset/{names['dataset']}/{names['table']}")
    context.close()


@pytest.mark.parametrize("path", ["/dataset/{dataset}", "/dataset/{dataset}/{table}"])
def test_paper_carries_the_code_of_its_address_and_nothing_to_press(
    browser: Browser, site: str, path: str
) -> None:
    context = browser.new_context(base_url=site, viewport=A4, java_script_enabled=False)
    page = context.new_page()
    page.goto(path.format(**find_names(site)))
    expect(page.locator(".paper svg")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".paper svg")).to_be_visible()
    expect(page.locator(".short")).to_be_visible()
    for gone in ("header.top", "footer.foot", "main form", "main nav", ".get"):
        assert not [each for each in page.locator(gone).all() if each.is_visible()], gone
    context.close()
