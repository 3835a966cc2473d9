"""What an anonymous reader gets: no script that a page needs, no cookie, few bytes, nothing wider than the
screen, no barrier."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Response

from browser.conftest import PHONE
from browser.manifest import NAMES, PAGES, find_names, path_of

MOST_BYTES = 60_000
MOST_REQUESTS = 10
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS = [360, 1280]
WIDTH_OF = dict(zip(("vi", "en"), WIDTHS, strict=True))
MARK = {"vi": "Dữ liệu minh họa", "en": "Demonstration data"}


@pytest.fixture(scope="module")
def names(site: str) -> dict[str, str]:
    return find_names(site)


WHOLE = [each["name"] for each in PAGES if each.get("whole")]
CASES = [(name, lang) for name in NAMES for lang in ("vi", "en")]


class Visit:
    """One page opened by somebody who was never here, with everything that came over the line."""

    def __init__(self, context: BrowserContext, entry: dict[str, Any], lang: str, path: str) -> None:
        self.context, self.entry, self.lang = context, entry, lang
        self.page: Page = context.new_page()
        self.bytes, self.requests = 0, 0
        line = context.new_cdp_session(self.page)
        line.send("Network.enable")
        line.on("Network.loadingFinished", self._count)
        answer = self.page.goto(path, wait_until="networkidle")
        assert answer is not None
        self.answer: Response = answer

    def _count(self, event: dict[str, Any]) -> None:
        self.bytes += event["encodedDataLength"]
        self.requests += 1


@pytest.fixture(scope="module", params=CASES, ids="-".join)
def visit(
    request: pytest.FixtureRequest, browser: Browser, site: str, names: dict[str, str]
) -> Iterator[Visit]:
    name, lang = request.param
    entry = next(each for each in PAGES if each["name"] == name)
    context = browser.new_context(viewport=PHONE, base_url=site)
    yield Visit(context, entry, lang, path_of(name, names, lang))
    context.close()


def test_a_page_is_light_and_leaves_nothing_behind(visit: Visit) -> None:
    assert visit.answer.status == visit.entry.get("status", 200)
    assert visit.page.evaluate("document.documentElement.lang") == visit.lang
    scripts = visit.page.locator("script:not([type='application/ld+json'])").all()
    assert [script.get_attribute("src") for script in scripts] == expected_scripts(visit)
    assert visit.context.cookies() == []
    assert visit.bytes <= MOST_BYTES
    assert visit.requests <= MOST_REQUESTS


def expected_scripts(visit: Visit) -> list[str]:
    """The one that keeps pages for when the line is down, and where there is a search box the one that suggests
    what to search for; which need neither, as test_without_script.py shows."""
    wanted = ["offline", *(["suggest"] if visit.page.locator("[data-suggest]").count() else [])]
    scripts = [visit.page.locator(f"script[src*='/dtts-assets/{name}.']") for name in wanted]
    assert all(script.get_attribute("defer") is not None for script in scripts)
    return [script.get_attribute("src") or "" for script in scripts]


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_is_wider_than_the_screen(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 800})
    assert visit.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_axe_finds_no_barrier(visit: Visit) -> None:
    found: list[str] = []
    for width in WIDTHS if visit.entry.get("whole") else [WIDTH_OF[visit.lang]]:
        visit.page.set_viewport_size({"width": width, "height": 800})
        found += [f"{width}: {barrier}" for barrier in barriers(visit.page)]
    assert found == []


def test_twelve_kinds_of_pages_are_looked_at_in_full() -> None:
    assert len(WHOLE) == 12


@pytest.mark.parametrize("visit", [(name, "vi") for name in WHOLE], indirect=True, ids="-".join)
def test_a_page_says_the_same_without_script(visit: Visit, browser: Browser, site: str) -> None:
    """Word by word, since an empty list for suggestions is a blank line; and read at one moment, since a search
    page names datasets that other tests have just made or taken away."""
    said = []
    for script in (True, False):
        context = browser.new_context(viewport=PHONE, base_url=site, java_script_enabled=script)
        page = context.new_page()
        page.goto(visit.page.url)
        said.append(page.locator("main").inner_text().split())
        context.close()
    assert said[0] == said[1]


def test_demonstration_data_and_only_they_are_marked(visit: Visit) -> None:
    marks = visit.page.locator("[data-demo]").all_inner_texts()
    assert len(marks) == (1 if visit.entry.get("marked") else 0)
    assert all(MARK[visit.lang] in mark for mark in marks)


def barriers(page: Page) -> list[str]:
    """What axe finds, as rule and place."""
    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]
    return [
        f"{fault['id']}: {node['target']} {node['html'][:120]}" for fault in found for node in fault["nodes"]
    ]


def test_axe_sees_a_planted_barrier(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site)
    page = context.new_page()
    page.goto("/about")
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    assert [fault.partition(":")[0] for fault in barriers(page)] == ["label"]
    context.close()
