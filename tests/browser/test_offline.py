"""What a browser keeps for when the line is down: public pages and chosen datasets, nothing private.

The portal is behind a line that is really stopped: nothing listens any more. The browser's own HTTP cache is
emptied before, and the same steps without a service worker show that they fail then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from browser.conftest import PHONE, ROOT, WAIT_MS
from browser.manifest import find_names
from browser.measures import barriers
from browser.stopping_line import StoppingLine
from browser.test_uploads import signed_in

FAREWELL = ROOT / "ckanext-dtts" / "ckanext" / "dtts" / "assets" / "js" / "worker-off.js"
READY = "navigator.serviceWorker.ready.then(() => true)"
KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys())
    for (const key of await (await caches.open(name)).keys()) found.push(name + " " + new URL(key.url).pathname + new URL(key.url).search);
  return found;
}"""


@pytest.fixture(scope="module")
def names(site: str) -> dict[str, str]:
    return find_names(site)


@pytest.fixture
def line(site: str) -> Iterator[StoppingLine]:
    with StoppingLine(urlsplit(site).port or 80) as line:
        yield line


def phone(browser: Browser, line: StoppingLine, **more: Any) -> BrowserContext:
    context = browser.new_context(viewport=PHONE, base_url=line.address, locale="vi-VN", **more)
    context.set_default_timeout(WAIT_MS)
    return context


@pytest.fixture
def page(browser: Browser, line: StoppingLine) -> Iterator[Page]:
    """A phone of somebody who was never here, at the end of a line that can be stopped."""
    context = phone(browser, line)
    yield context.new_page()
    context.close()


def read_two_pages(page: Page, names: dict[str, str]) -> None:
    """The second page is the one at which a browser begins to keep them."""
    page.goto("/")
    page.goto(f"/dataset/{names['dataset']}", referer=page.url)


def kept(page: Page) -> list[str]:
    return list(page.evaluate(KEPT))


def wait_until(page: Page, holds: str, value: Any = None) -> None:
    """Until an asynchronous function of the page says yes to the value."""
    page.evaluate(
        f"""async (value) => {{
          const holds = {holds}, end = Date.now() + {WAIT_MS};
          while (!(await holds(value))) {{
            if (Date.now() > end) throw new Error("it does not come to that");
            await new Promise((go) => setTimeout(go, 50));
          }}
        }}""",
        value,
    )


def wait_until_kept(page: Page, path: str) -> None:
    page.evaluate(READY)
    wait_until(page, f"async (path) => (await ({KEPT})()).includes(path)", f"dtts-visited {path}")


def go_away(page: Page, line: StoppingLine) -> None:
    """The server is gone, and the browser's HTTP cache is empty."""
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    line.stop()


def test_a_page_that_was_read_opens_when_the_server_is_gone_and_says_from_when_it_is(
    page: Page, line: StoppingLine, names: dict[str, str]
) -> None:
    read_two_pages(page, names)
    title = page.get_by_role("heading", level=1).inner_text()
    wait_until_kept(page, f"/dataset/{names['dataset']}")
    go_away(page, line)
    page.goto(f"/dataset/{names['dataset']}")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator("[data-age]")).to_contain_text(
        re.compile(r"Bản lưu lúc .*\d\d:\d\d.*: hiện không nối được với cổng")
    )
    assert page.evaluate("getComputedStyle(document.querySelector('header.top')).backgroundColor") != (
        "rgba(0, 0, 0, 0)"
    )
    assert barriers(page) == []
    line.resume()


def test_without_the_worker_the_same_page_does_not_open(
    browser: Browser, line: StoppingLine, names: dict[str, str]
) -> None:
    context = phone(browser, line, service_workers="block")
    page = context.new_page()
    read_two_pages(page, names)
    go_away(page, line)
    with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
        page.goto(f"/dataset/{names['dataset']}")
    context.close()
    line.resume()


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/about", "trang này chưa được giữ"),
        ("/en/about", "this page is not kept"),
        ("/ban-lam-viec", "trang này"),
    ],
)
def test_a_page_that_was_not_read_gives_the_list_of_those_that_open(
    page: Page, line: StoppingLine, names: dict[str, str], path: str, sentence: str
) -> None:
    read_two_pages(page, names)
    wait_until_kept(page, f"/dataset/{names['dataset']}")
    go_away(page, line)
    page.goto(path)
    expect(page.locator("[data-instead]")).to_contain_text(sentence)
    shown = page.locator("[data-list='dtts-visited'] a")
    expect(shown).to_have_count(1)
    assert (shown.get_attribute("href") or "").endswith(f"/dataset/{names['dataset']}")
    assert barriers(page) == []
    line.resume()


def test_nothing_that_somebody_signed_in_reads_is_kept(
    page: Page, line: StoppingLine, users: dict[str, dict[str, str]], names: dict[str, str]
) -> None:
    signed_in(page, users, line.address)
    for path in (
        "/ban-lam-viec",
        "/gui",
        f"/dataset/{names['dataset']}",
        "/about",
        f"/user/{users['sender']['name']}",
    ):
        page.goto(path, referer=f"{line.address}/")
        page.evaluate(READY)
    pages = [each for each in kept(page) if "/dtts-assets/" not in each]
    assert {each.split()[1] for each in pages} == {"/ngoai-tuyen", "/en/ngoai-tuyen"}
    assert page.evaluate("caches.match('/ngoai-tuyen').then((each) => each.text())").count("Đăng xuất") == 0
    go_away(page, line)
    page.goto("/ban-lam-viec")
    expect(page.locator("[data-instead]")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Khi mất mạng")
    line.resume()


def test_what_is_not_to_be_stored_is_not_kept(page: Page, names: dict[str, str]) -> None:
    read_two_pages(page, names)
    wait_until_kept(page, f"/dataset/{names['dataset']}")
    page.goto("/kiem-tra")
    page.locator("input[type=file]").set_input_files(
        {"name": "bang.csv", "mimeType": "text/csv", "buffer": b"ma,ten\n1,a\n"}
    )
    page.get_by_role("button", name="Kiểm tra").click()
    page.wait_for_url("**/kiem-tra/**")
    address = urlsplit(page.url).path
    page.reload()
    page.goto("/about")
    wait_until_kept(page, "/about")
    assert not any(address in each for each in kept(page))


def test_search_words_and_addresses_of_people_are_not_kept(page: Page, names: dict[str, str]) -> None:
    read_two_pages(page, names)
    wait_until_kept(page, f"/dataset/{names['dataset']}")
    for path in ("/dataset/?q=ho+ngheo", "/theo-doi", "/dataset/?sort=title"):
        page.goto(path)
    wait_until_kept(page, "/dataset/?sort=title")
    page.goto("/user/login")
    visited = {each.split()[1] for each in kept(page) if each.startswith("dtts-visited")}
    assert visited == {f"/dataset/{names['dataset']}", "/dataset/?sort=title"}


def test_a_chosen_dataset_stays_with_its_tables_and_files(
    page: Page, line: StoppingLine, names: dict[str, str]
) -> None:
    published = httpx.get(f"{line.address}/dataset/{names['dataset']}/{names['table']}.csv").content
    page.goto(f"/dataset/{names['dataset']}")
    page.get_by_role("link", name="Giữ để đọc khi mất mạng").click()
    page.get_by_role("button", name="Giữ để đọc khi mất mạng").click()
    expect(page.get_by_text("Đã giữ. Từ giờ mở được khi mất mạng.")).to_be_visible()
    page.evaluate(READY)
    assert barriers(page) == []
    go_away(page, line)
    page.goto(f"/dataset/{names['dataset']}/{names['table']}")
    expect(page.locator("[data-age]")).to_be_visible()
    expect(page.locator("tbody tr").first).to_be_visible()
    page.goto("/ngoai-tuyen")
    with page.expect_download() as download:
        page.locator(f"[data-list='dtts-chosen'] a[href$='/{names['table']}.csv']").click()
    assert Path(download.value.path()).read_bytes() == published
    page.get_by_role("button", name="Xóa hết").click()
    expect(page.get_by_text("Chưa giữ gì.")).to_be_visible()
    line.resume()


def test_a_first_page_keeps_nothing_and_a_browser_that_saves_data_neither(
    browser: Browser, line: StoppingLine, names: dict[str, str]
) -> None:
    context = phone(browser, line)
    page = context.new_page()
    page.goto("/")
    assert page.evaluate("navigator.serviceWorker.getRegistration().then((each) => !each)")
    context.add_init_script("Object.defineProperty(navigator.connection, 'saveData', { get: () => true })")
    read_two_pages(page, names)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("navigator.serviceWorker.getRegistration().then((each) => !each)")
    assert kept(page) == []
    context.close()


@pytest.mark.parametrize(("size", "most"), [(1, 60), (250_000, 24)], ids=["sixty pages", "six megabytes"])
def test_the_newest_pages_stay_and_the_oldest_make_room(
    page: Page, names: dict[str, str], size: int, most: int
) -> None:
    read_two_pages(page, names)
    wait_until_kept(page, f"/dataset/{names['dataset']}")
    page.evaluate(
        """async (size) => {
          const cache = await caches.open("dtts-visited");
          for (let i = 0; i < 60; i++)
            await cache.put("/thu-" + i, new Response("x", { headers: { "X-Kept-Size": size } }));
        }""",
        size,
    )
    page.goto("/about")
    count = "caches.open('dtts-visited').then((each) => each.keys()).then((all) => all.length)"
    wait_until(page, f"async (most) => (await {count}) === most", most)
    visited = [each.split()[1] for each in kept(page) if each.startswith("dtts-visited")]
    assert visited[-2:] == ["/thu-59", "/about"]


def test_the_kill_switch_takes_the_worker_and_its_copies_away(
    page: Page, line: StoppingLine, names: dict[str, str]
) -> None:
    read_two_pages(page, names)
    wait_until_kept(page, f"/dataset/{names['dataset']}")
    line.instead["/sw.js"] = FAREWELL.read_bytes()
    page.goto("/about")
    wait_until(page, "() => navigator.serviceWorker.getRegistration().then((each) => !each)")
    assert kept(page) == []


def test_the_portal_can_be_installed(page: Page) -> None:
    page.goto("/")
    told = page.context.new_cdp_session(page).send("Page.getAppManifest")
    assert told["errors"] == []
    assert told["url"].endswith("/manifest.webmanifest")
    found = page.context.new_cdp_session(page).send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {each["errorId"] for each in found} == {"in-incognito"}  # as every profile of a test is
