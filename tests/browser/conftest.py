"""A whole portal with sample data, read through Chromium as people read it.

`make test-browser` brings the portal up and names it; `pytest tests/browser` alone finds the one that is
still running. Chromium is Debian's, each test has a profile of its own.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from browser.made import made

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NEEDED_SCRIPTS = (
    "script:not([type='application/ld+json'])"
    ":not([src*='/dtts-assets/offline.']):not([src*='/dtts-assets/leaving.'])"
)
"""All scripts but those that keep pages for when the line is down, and take one's own off the device."""
PHONE = {"width": 360, "height": 780}
WAIT_MS = 60_000
expect.set_options(timeout=WAIT_MS)

Api = Callable[..., Any]


def setting(name: str) -> str:
    if name in os.environ:
        return os.environ[name]
    ports = Path(os.environ.get("DTTS_VAR") or ROOT / "var") / "test" / "ports.env"
    kept = dict(line.split("=", 1) for line in ports.read_text().split()) if ports.is_file() else {}
    return kept.get(name, "")


@pytest.fixture(scope="session")
def site() -> str:
    """The address of the portal under test."""
    address = setting("DTTS_TEST_URL")
    try:
        httpx.get(f"{address}/api/3/action/status_show", timeout=30).raise_for_status()
    except (httpx.HTTPError, httpx.UnsupportedProtocol):
        pytest.exit("No portal answers for tests/browser: run `make test-browser`.", 3)
    return address


@pytest.fixture(scope="session")
def users() -> dict[str, dict[str, str]]:
    """The demonstration users by role, with password and token."""
    people: dict[str, dict[str, str]] = json.loads(Path(setting("DTTS_TEST_USERS")).read_text("utf-8"))
    return people


@pytest.fixture(scope="session")
def api(site: str, users: dict[str, dict[str, str]]) -> Api:
    """Calls an action as the administrator."""

    def call(action: str, **values: Any) -> Any:
        answer = httpx.post(
            f"{site}/api/3/action/{action}",
            json=values,
            headers={"Authorization": users["portal_admin"]["token"]},
            timeout=60,
        )
        assert answer.status_code == 200, answer.text
        return answer.json()["result"]

    return call


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """A phone of 360 pixels that nobody has used before."""
    phone = browser.new_context(viewport=PHONE, base_url=site, locale="vi-VN")
    phone.set_default_timeout(WAIT_MS)
    yield phone
    phone.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails its test when a script on it fails or something is blocked or missing."""
    tab = context.new_page()
    faults: list[str] = []
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    tab.faults = faults  # type: ignore[attr-defined]
    yield tab
    assert faults == []


@pytest.fixture
def log_in(page: Page, users: dict[str, dict[str, str]]) -> Callable[[str], None]:
    """Logs the page's reader in, through the form."""

    def through_the_form(role: str) -> None:
        page.goto("/user/login")
        page.get_by_label("Tên đăng nhập hoặc e-mail").fill(role)
        page.get_by_label("Mật khẩu").fill(users[role]["password"])
        page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
        page.wait_for_url(lambda address: "/user/login" not in address)

    return through_the_form


@pytest.fixture
def dataset(api: Api) -> Iterator[dict[str, Any]]:
    """A demonstration dataset for programme results, without tables."""
    with made(api, "thu", owner_org=api("organization_list")[0]) as found:
        yield found
