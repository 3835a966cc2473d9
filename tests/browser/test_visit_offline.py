"""A visit is written down on a phone without a network, stays there over a reload, and is sent later."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import WAIT_MS
from browser.stopping_line import StoppingLine
from browser.test_offline import wait_until
from browser.test_reading import barriers
from browser.test_uploads import signed_in

FORM = "/ban-lam-viec/chuyen-giam-sat/moi"
PLAN = "minh-hoa-nam-giam-sat|"
DRAFTS = """() => new Promise((go) => {
  const asked = indexedDB.open("dtts-visits", 1);
  asked.onupgradeneeded = () => { asked.transaction.abort(); go([]); };
  asked.onsuccess = () => {
    const all = asked.result.transaction("drafts").objectStore("drafts").getAll();
    all.onsuccess = () => { asked.result.close(); go(all.result.map((each) => ({ ...each.words, photos: each.photos.length, ready: each.ready }))); };
  };
})"""

OF_A_COLLEAGUE = """() => new Promise((go) => {
  const asked = indexedDB.open("dtts-visits", 1);
  asked.onsuccess = () => {
    const change = asked.result.transaction("drafts", "readwrite");
    change.objectStore("drafts").put({ id: crypto.randomUUID(), owner: "another", words: { findings: "Của đồng nghiệp (minh họa)" }, photos: [], ready: true });
    change.oncomplete = () => { asked.result.close(); go(); };
  };
})"""


@pytest.fixture
def line(site: str) -> Iterator[StoppingLine]:
    with StoppingLine(urlsplit(site).port or 80) as line:
        yield line


@pytest.fixture(params=[360, 1280])
def page(
    request: pytest.FixtureRequest, browser: Browser, line: StoppingLine, users: dict[str, dict[str, str]]
) -> Iterator[Page]:
    """The form, opened once with a network by somebody who sends; as wide as a phone, and as a desk."""
    context = browser.new_context(
        viewport={"width": request.param, "height": 800},
        base_url=line.address,
        locale="vi-VN",
        permissions=["geolocation"],
        geolocation={"latitude": 21.27384, "longitude": 106.19466},
    )
    context.set_default_timeout(WAIT_MS)
    tab = context.new_page()
    signed_in(tab, users, line.address)
    tab.goto(FORM)
    tab.wait_for_selector("form[data-alive]")
    yield tab
    context.close()


def camera_photo() -> bytes:
    """A PNG of 2,400 by 1,200 pixels in which a camera wrote where it was taken."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 2400, 1200, 8, 0, 0, 0, 0))
    rows = zlib.compress(b"".join(b"\0" + bytes(x % 251 for x in range(2400)) for _ in range(1200)))
    where = chunk(b"tEXt", b"GPS\x0021.27384,106.19466")
    return b"\x89PNG\r\n\x1a\n" + head + where + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def write_down(
    page: Page,
    *,
    plan: str = PLAN,
    area_id: str = "",
    visit_date: str = "2026-11-20",
    led_by: str = "Sở Dân tộc và Tôn giáo",
    addressed_to: str = "Ban quản lý dự án đầu tư xây dựng khu vực",
    due_on: str = "2026-12-31",
) -> None:
    """A visit with a site, a photo of it, a finding and a recommendation; without a place the first one."""
    page.locator("#plan").select_option(plan)
    page.locator("#outside_plan_reason").fill("Theo phản ánh của thôn (minh họa).")
    page.locator("#area_id").select_option(area_id or None, index=None if area_id else 1)
    page.locator("#visit_date").fill(visit_date)
    page.locator("#visit_kind").select_option("inspection")
    page.locator("#visit_mode").select_option("on_site")
    page.locator("#item").select_option("mtqg-1719-2021-2025/DA04.TDA1")
    page.locator("#led_by").fill(led_by)
    page.locator("#site-0-site_name").fill("Đường liên thôn (minh họa)")
    page.locator("#site-0-site_kind").select_option("work")
    page.locator("[name='site-0-point_posted'][value='met']").check()
    page.get_by_role("button", name="Lấy vị trí của máy này").click()
    expect(page.locator("#site-0-latitude")).to_have_value("21.27")
    page.locator("#site-0-photo").set_input_files(
        {"name": "IMG_1.png", "mimeType": "image/png", "buffer": camera_photo()}
    )
    expect(page.locator("[data-photos] canvas")).to_have_count(1)
    page.get_by_role("button", name="Thêm một phát hiện").click()
    page.locator("#finding-0-site").select_option("0")
    page.locator("#finding-0-finding_kind").select_option("progress")
    page.locator("#finding-0-severity").select_option("minor")
    page.locator("#finding-0-finding").fill("Thi công chậm (minh họa).")
    page.locator("#finding-0-evidence").fill("Biên bản (minh họa).")
    page.get_by_role("button", name="Thêm một kiến nghị").click()
    page.locator("#recommendation-0-finding").select_option("0")
    page.locator("#recommendation-0-addressed_to").fill(addressed_to)
    page.locator("#recommendation-0-recommendation").fill("Điều chỉnh tiến độ (minh họa).")
    page.locator("#recommendation-0-due_on").fill(due_on)
    page.locator("textarea#findings").fill("Đường thi công chậm (minh họa).")


def drafts(page: Page) -> list[dict[str, Any]]:
    return list(page.evaluate(DRAFTS))


def wait_until_kept(page: Page, name: str, text: str) -> None:
    wait_until(
        page,
        f"async ([name, text]) => (await ({DRAFTS})()).some((each) => each[name] === text)",
        [name, text],
    )


def test_a_visit_written_without_a_network_is_sent_later_and_waits_for_approval(
    page: Page, line: StoppingLine, users: dict[str, dict[str, str]]
) -> None:
    free_tables(page, users)
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    line.stop()
    page.goto(FORM)
    page.wait_for_selector("form[data-alive][data-shell=yes]")
    write_down(page)
    wait_until_kept(page, "findings", "Đường thi công chậm (minh họa).")
    page.reload()
    expect(page.locator("#recommendation-0-addressed_to")).to_have_value(
        "Ban quản lý dự án đầu tư xây dựng khu vực"
    )
    expect(page.locator("[data-photos] canvas")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert barriers(page) == []
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.locator("[data-waiting]")).to_contain_text("Chờ có mạng để gửi")
    assert [each["ready"] for each in drafts(page)] == [True]

    line.resume()
    page.goto(FORM)
    told = page.locator("[data-told]")
    expect(told).to_contain_text("Đã gửi: đang được kiểm tra.")
    assert drafts(page) == []
    told.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đợt GS-20261120-")
    visit = page.url
    photo = page.request.get(str(page.locator(".thumbs img").get_attribute("src"))).body()
    assert photo.startswith(b"\xff\xd8") and b"GPS" not in photo
    assert (
        page.locator(".thumbs img").evaluate("(each) => each.decode().then(() => each.naturalWidth)") == 1600
    )
    assert barriers(page) == []
    wait_until(
        page,
        "async (visit) => /steps[^]*[Cc]hờ duyệt/.test(await (await fetch(visit)).text())",
        visit,
    )


def free_tables(page: Page, users: dict[str, dict[str, str]]) -> None:
    """What a visit of another test left waiting is withdrawn: visits go one after the other."""
    headers = {"Authorization": users["sender"]["token"]}
    asked = {"dataset": PLAN.rstrip("|"), "mine": True, "limit": 100}
    found = page.request.post("/api/3/action/dtts_submission_list", headers=headers, data=asked).json()
    for each in found["result"]:
        if each["state"] in ("received", "checking", "awaiting_approval", "scheduled"):
            told = {"id": each["id"], "reason": "Bài thử xong."}
            page.request.post("/api/3/action/dtts_submission_withdraw", headers=headers, data=told)


def test_what_is_missing_is_said_at_its_field_when_the_portal_answers(page: Page) -> None:
    page.locator("#site-0-site_name").fill("Cầu treo (minh họa)")
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.locator("[data-told]")).to_have_text("Chưa gửi được: có ô cần sửa.")
    field = page.locator("#visit_date")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#visit_date-wrong")).to_have_text("Hãy điền ô này.")
    assert barriers(page) == []
    assert [each["ready"] for each in drafts(page)] == [False]


def test_signing_out_asks_and_then_takes_what_is_ones_own_from_the_device(page: Page) -> None:
    page.locator("#site-0-site_name").fill("Cầu treo (minh họa)")
    wait_until_kept(page, "site-0-site_name", "Cầu treo (minh họa)")
    page.evaluate(OF_A_COLLEAGUE)
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    page.locator("form.inline[data-owner] button").first.dispatch_event("click")
    page.wait_for_url(lambda address: FORM not in address)
    assert "chưa gửi" in asked[0]
    assert [each["findings"] for each in drafts(page)] == ["Của đồng nghiệp (minh họa)"]


def test_a_device_without_a_visit_asks_nothing_when_somebody_signs_out(page: Page) -> None:
    page.once("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto("/user/_logout")
    page.get_by_role("main").get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url(lambda address: "_logout" not in address)
    assert "dtts-visit" in page.evaluate("caches.keys()")
