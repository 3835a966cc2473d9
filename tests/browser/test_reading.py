"""What an anonymous reader gets: no script that a page needs, no cookie, few bytes, nothing wider than the
screen, no barrier, in any size of text and contrast. A page is loaded once for all that is measured of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response

from browser.conftest import PHONE, ROOT
from browser.manifest import NAMES, PAGES, find_names, path_of
from browser.measures import ENHANCED, HEIGHT, barriers, shown_as, unseen_focus, wider_than

MOST_BYTES = 60_000
MOST_REQUESTS = 10
WIDTHS = [360, 1280]
WIDTH_OF = dict(zip(("vi", "en"), WIDTHS, strict=True))
MARK = {"vi": "Dữ liệu minh họa", "en": "Demonstration data"}
WHOLE = [each["name"] for each in PAGES if each.get("whole")]
CASES = [(name, lang) for name in NAMES for lang in ("vi", "en")]
IN_FULL = [(name, lang) for name, lang in CASES if name in WHOLE]
FULL_VI = [(name, lang) for name, lang in IN_FULL if lang == "vi"]
MAINTENANCE = ROOT / "config" / "maintenance.html"


@pytest.fixture(scope="module")
def names(site: str) -> dict[str, str]:
    return find_names(site)


class Visit:
    """One page opened by somebody who was never here, with everything that came over the line."""

    def __init__(self, context: BrowserContext, entry: dict[str, Any], lang: str, path: str) -> None:
        self.context, self.entry, self.lang = context, entry, lang
        self.page: Page = context.new_page()
        self.bytes, self.requests = 0, 0
        line = context.new_cdp_session(self.page)
        line.send("Network.enable")
        line.on("Network.loadingFinished", self._count)
        answer = self.page.goto(path, wait_until="load")
        assert answer is not None
        self.answer: Response = answer

    def _count(self, event: dict[str, Any]) -> None:
        self.bytes += event["encodedDataLength"]
        self.requests += 1

    @property
    def framed(self) -> bool:
        """Whether it is for the frame of another site, without our header."""
        return self.entry["path"].startswith("/nhung/")


@pytest.fixture(scope="module", params=CASES, ids="-".join)
def visit(
    request: pytest.FixtureRequest, browser: Browser, site: str, names: dict[str, str]
) -> Iterator[Visit]:
    name, lang = request.param
    entry = next(each for each in PAGES if each["name"] == name)
    context = browser.new_context(
        viewport=PHONE, base_url=site, color_scheme="light", reduced_motion="reduce"
    )
    yield Visit(context, entry, lang, path_of(name, names, lang))
    context.close()


@pytest.fixture(scope="module")
def plain(browser: Browser, site: str) -> Iterator[Page]:
    """A phone whose browser runs no script."""
    context = browser.new_context(viewport=PHONE, base_url=site, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("visit", FULL_VI, indirect=True, ids="-".join)
def test_a_page_says_the_same_without_script(visit: Visit, plain: Page) -> None:
    """Word by word, since an empty list for suggestions is a blank line; the first test of a page, so that both
    are read at one moment."""
    said = visit.page.locator("main").inner_text().split()
    plain.goto(visit.page.url)
    assert plain.locator("main").inner_text().split() == said


def test_a_page_is_light_and_leaves_nothing_behind(visit: Visit) -> None:
    assert visit.answer.status == visit.entry.get("status", 200)
    assert visit.page.evaluate("document.documentElement.lang") == visit.lang
    scripts = visit.page.locator("script:not([type='application/ld+json'])").all()
    assert [script.get_attribute("src") for script in scripts] == expected_scripts(visit)
    assert visit.context.cookies() == []
    assert 0 < visit.bytes <= visit.entry.get("bytes", MOST_BYTES)
    assert visit.page.evaluate("performance.getEntriesByType('resource').length") < visit.requests
    assert visit.requests <= MOST_REQUESTS


def expected_scripts(visit: Visit) -> list[str]:
    """The one that keeps pages for when the line is down, and where there is a search box the one that suggests
    what to search for; which need neither, as test_without_script.py shows."""
    if visit.framed:
        return []
    wanted = ["offline", *(["suggest"] if visit.page.locator("[data-suggest]").count() else [])]
    scripts = [visit.page.locator(f"script[src*='/dtts-assets/{name}.']") for name in wanted]
    assert all(script.get_attribute("defer") is not None for script in scripts)
    return [script.get_attribute("src") or "" for script in scripts]


def test_a_page_has_its_landmarks_and_a_way_past_the_menu(visit: Visit) -> None:
    """One of each, and the first thing that the keyboard reaches leads to the content."""
    count = "selectors => selectors.map(each => document.querySelectorAll(each).length)"
    if visit.framed:
        assert visit.page.evaluate(count, ["main", "h1, h2"]) == [1, 1]
        return
    marks = ["body > header", "main#main", "body > footer", "header nav[aria-label]", "h1"]
    assert visit.page.evaluate(count, marks) == [1] * len(marks)
    first = visit.page.locator("a[href], button, input, summary").first
    assert first.get_attribute("href") == "#main"


def test_demonstration_data_and_only_they_are_marked(visit: Visit) -> None:
    marks = visit.page.locator("[data-demo]").all_inner_texts()
    assert len(marks) == (1 if visit.entry.get("marked") else 0)
    assert all(MARK[visit.lang] in mark for mark in marks)


def test_nothing_is_wider_than_the_screen(visit: Visit) -> None:
    assert wider_than(visit.page, 320, 360, 1280) == {}


def test_axe_finds_no_barrier(visit: Visit) -> None:
    """Colours depend on neither language nor width: measuring them is three quarters of what axe takes, and is done
    once of pages that are not looked at in full."""
    whole = visit.entry.get("whole")
    without = [] if whole or visit.lang == "vi" else ["color-contrast"]
    found: list[str] = []
    for width in WIDTHS if whole else [WIDTH_OF[visit.lang]]:
        visit.page.set_viewport_size({"width": width, "height": HEIGHT})
        found += [f"{width}: {barrier}" for barrier in barriers(visit.page, without=without)]
    assert found == []


@pytest.mark.parametrize("visit", IN_FULL, indirect=True, ids="-".join)
@pytest.mark.parametrize("classes", ["text-large", "text-small", "text-large contrast"])
def test_no_page_is_wider_than_the_screen_in_any_setting(visit: Visit, classes: str) -> None:
    with shown_as(visit.page, classes):
        assert wider_than(visit.page, 320, 1280) == {}


@pytest.mark.parametrize("visit", IN_FULL, indirect=True, ids="-".join)
def test_text_of_twice_the_size_takes_no_more_than_the_screen(visit: Visit) -> None:
    with shown_as(visit.page, twice=True):
        assert wider_than(visit.page, 360, 1280) == {}


@pytest.mark.parametrize("visit", FULL_VI, indirect=True, ids="-".join)
def test_high_contrast_is_seven_to_one_in_large_text(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 1280, "height": HEIGHT})
    with shown_as(visit.page, "text-large contrast"):
        assert barriers(visit.page, (*ENHANCED, "target-size")) == []


@pytest.mark.parametrize("visit", FULL_VI, indirect=True, ids="-".join)
def test_a_page_has_enough_contrast_on_a_dark_device(visit: Visit) -> None:
    visit.page.emulate_media(color_scheme="dark")
    assert barriers(visit.page, ["color-contrast"]) == []
    visit.page.emulate_media(color_scheme="light")


@pytest.mark.parametrize("visit", FULL_VI, indirect=True, ids="-".join)
def test_whatever_has_the_focus_shows_it_and_is_not_covered(visit: Visit) -> None:
    found = []
    for width in WIDTHS:
        visit.page.set_viewport_size({"width": width, "height": HEIGHT})
        found += [f"{width}: {each}" for each in unseen_focus(visit.page)]
    assert found == []


def test_twelve_kinds_of_pages_are_looked_at_in_full() -> None:
    assert len(WHOLE) == 12


def test_the_page_while_the_portal_is_away_has_no_barrier_and_fits(browser: Browser) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(MAINTENANCE.as_uri())
    assert wider_than(page, 320, 1280) == {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert barriers(page) == []
    with shown_as(page, twice=True):
        assert wider_than(page, 320) == {}
    context.close()


def test_axe_sees_a_planted_barrier(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site)
    page = context.new_page()
    page.goto("/about")
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    assert [fault.partition(":")[0] for fault in barriers(page)] == ["label"]
    context.close()
