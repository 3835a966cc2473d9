"""A reader without script reports a wrong cell and asks for data on a phone; an agency answers on its desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.conftest import PHONE
from browser.test_reading import MOST_BYTES, barriers

DATASET, TABLE = "minh-hoa-tap-huan-cua-xa", "su-kien"
REPORTS, REQUESTS = "/ban-lam-viec/phan-anh", "/ban-lam-viec/yeu-cau-du-lieu"
TAPS = 4
"""`Báo ô sai`, the cell, the field with the right value, and the button."""


class Phone:
    """A phone of 360 pixels whose browser runs no script; counts the taps and weighs each page that comes."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps, self.bytes = page, 0, 0
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.on("Network.loadingFinished", lambda event: self._weigh(event["encodedDataLength"]))

    def _weigh(self, size: int) -> None:
        self.bytes += size

    def opens(self, path: str) -> None:
        self.page.goto(path)
        self._is_light()

    def taps_on(self, what: str, *, role: str = "link", words: str = "") -> None:
        """Press a link, a button or a field, and type the words into it."""
        at = self.page.get_by_role("main")
        found = at.get_by_label(what) if role == "field" else at.get_by_role(role, name=what).first  # type: ignore[arg-type]
        if words:
            self.taps += 1
            found.tap()
            found.fill(words)
        else:
            self.follows(found)

    def follows(self, found: Locator) -> None:
        """Press what leads to another page, and wait for that."""
        self.taps += 1
        with self.page.expect_navigation(wait_until="networkidle"):
            found.tap()
        self._is_light()

    def _is_light(self) -> None:
        assert self.bytes <= MOST_BYTES
        self.bytes = 0
        assert self.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Phone]:
    context = browser.new_context(
        viewport=PHONE, base_url=site, java_script_enabled=False, has_touch=True, is_mobile=True
    )
    yield Phone(context.new_page())
    assert context.cookies() == []
    context.close()


@pytest.fixture
def no_barriers(browser: Browser, site: str) -> Callable[[str], None]:
    """Whether axe, which is a script itself, finds a page without barriers at both widths."""

    def of(path: str) -> None:
        for width in (360, 1280):
            context = browser.new_context(viewport={"width": width, "height": 800}, base_url=site)
            page = context.new_page()
            page.goto(path)
            assert barriers(page) == []
            context.close()

    return of


def test_a_wrong_cell_is_reported_in_four_taps_and_answered_in_public(
    phone: Phone, no_barriers: Callable[[str], None], log_in: Callable[[str], None], page: Page
) -> None:
    phone.opens(f"/dataset/{DATASET}/{TABLE}")
    phone.taps_on("Báo ô sai")
    phone.follows(phone.page.locator("table.data tbody a").nth(3))
    form = urlsplit(phone.page.url)
    phone.taps_on("Đúng ra là", role="field", words="21,5")
    phone.taps_on("Gửi cho cơ quan", role="button")
    assert phone.taps == TAPS
    path = urlsplit(phone.page.url).path
    expect(phone.page.get_by_role("main")).to_contain_text("Chờ cơ quan tiếp nhận")
    log_in("sender_commune")
    page.goto(f"{REPORTS}/{path.rpartition('/')[2]}")
    assert barriers(page) == []
    page.get_by_text("Trả lời: số liệu giữ nguyên").click()
    page.get_by_label("Vì sao giữ nguyên").fill("Số này đúng theo biên bản (bài thử).")
    page.get_by_role("button", name="Gửi", exact=True).locator("visible=true").last.click()
    expect(page.get_by_role("main")).to_contain_text("Đã trả lời, số liệu giữ nguyên")
    phone.opens(path)
    expect(phone.page.get_by_role("main")).to_contain_text("Số này đúng theo biên bản (bài thử).")
    for each in (f"{form.path}?{form.query}", path, f"/phan-anh?bo-du-lieu={DATASET}"):
        no_barriers(each)


def test_data_are_asked_for_from_an_empty_search_and_planned_in_public(
    phone: Phone, no_barriers: Callable[[str], None], log_in: Callable[[str], None], page: Page
) -> None:
    phone.opens("/dataset/?q=xyzzy+khongco")
    phone.taps_on("Gửi yêu cầu dữ liệu này đến cơ quan")
    expect(phone.page.get_by_label("Bạn cần dữ liệu gì")).to_have_value("xyzzy khongco")
    phone.taps_on("Bạn cần dữ liệu gì", role="field", words="Số buổi chợ phiên ở xã (bài thử)")
    phone.taps_on("Gửi yêu cầu", role="button")
    path = urlsplit(phone.page.url).path
    expect(phone.page.get_by_role("main")).to_contain_text("Chờ tiếp nhận")
    log_in("approver_province")
    page.goto(f"{REQUESTS}/{path.rpartition('/')[2]}")
    assert barriers(page) == []
    page.get_by_label("Cơ quan trả lời").select_option("tinh-minh-hoa")
    page.get_by_role("button", name="Chuyển cho cơ quan này").click()
    page.goto(f"{REQUESTS}/{path.rpartition('/')[2]}")
    page.get_by_text("Lên kế hoạch công bố").click()
    page.get_by_label("Ngày dự kiến công bố").fill("2099-01-31")
    page.get_by_role("button", name="Công khai kế hoạch").click()
    expect(page.get_by_role("main")).to_contain_text("Dự kiến công bố 31/01/2099")
    assert barriers(page) == []
    phone.opens(path)
    expect(phone.page.get_by_role("main")).to_contain_text("Dự kiến công bố 31/01/2099")
    phone.taps_on("Tôi cũng cần")
    no_barriers(path)
