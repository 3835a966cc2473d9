"""Three tasks of somebody who has never seen the portal, on a phone, from the first page, by counted taps.

A tap is a press on a link, a button or a field; typing costs none. The most that a task may take is what it took
when it was tried by hand: a page in between that comes back fails its test.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

COMMUNE = "Xã Trà Bồng"
A_PERSON_TYPES_MS = 60


@dataclass
class Finger:
    """Taps on the page, and counts them."""

    page: Page
    taps: int = 0

    def tap(self, what: Locator) -> None:
        what.click()
        self.taps += 1

    def write(self, field: Locator, text: str) -> None:
        self.tap(field)
        field.press_sequentially(text, delay=A_PERSON_TYPES_MS)


@pytest.fixture
def finger(page: Page) -> Finger:
    page.goto("/")
    return Finger(page)


@pytest.mark.parametrize("typed", ["hộ nghèo xã Trà Bồng từ 2021", "ty le ho ngheo xa tra bong tu nam 2021"])
def test_the_poverty_rate_of_my_commune_since_2021_is_two_taps_away(finger: Finger, typed: str) -> None:
    """No source publishes it by commune: the nearest figure is given, and what is missing is said."""
    page = finger.page
    finger.write(page.get_by_label("Tìm dữ liệu"), typed)
    finger.tap(page.get_by_role("button", name="Tìm", exact=True))
    told = page.locator(".told")
    expect(told).to_contain_text(f"Tỷ lệ nghèo, {COMMUNE}, Tỉnh Quảng Ngãi")
    expect(told).to_contain_text(f"Chưa có số liệu riêng của {COMMUNE}")
    expect(told).to_contain_text("Chưa có số liệu từ năm 2021 trở đi")
    expect(told.locator(".figure b")).to_contain_text("%")
    assert told.evaluate("each => each.getBoundingClientRect().top") < page.viewport_size["height"]
    assert finger.taps <= 2
    finger.tap(told.get_by_role("link", name="Các năm, nguồn và tải về"))
    expect(page.locator("h1")).to_contain_text("Tỷ lệ nghèo")
    expect(page.locator("main")).to_contain_text(f"Chưa có số liệu riêng của {COMMUNE}")
    assert finger.taps <= 3


def test_a_suggestion_leads_to_the_figure_by_the_name_of_a_former_district(finger: Finger) -> None:
    page = finger.page
    finger.write(page.get_by_role("combobox"), "ho ngheo huyen son dong")
    finger.tap(page.get_by_role("option", name="Tỷ lệ nghèo, Huyện Sơn Động").first)
    expect(page.locator("main")).to_contain_text("Tỉnh Bắc Giang")
    assert finger.taps <= 2


def test_the_page_of_an_indicator_finds_a_place_by_its_former_name(finger: Finger) -> None:
    page = finger.page
    page.goto("/chi-tieu/GSO_POVERTY_RATE")
    finger.write(page.get_by_role("combobox", name="Địa bàn"), "huyen tra bong")
    finger.tap(page.locator("form.pick", has=page.locator("[name=noi]")).get_by_role("button"))
    expect(page.locator("main")).to_contain_text("Chưa có số liệu riêng của Huyện Trà Bồng")
    assert finger.taps <= 2


def test_all_disbursements_of_a_project_are_two_taps_away(finger: Finger, tmp_path: Path) -> None:
    page = finger.page
    finger.tap(
        page.get_by_role("link", name="Phát triển giáo dục đào tạo nâng cao chất lượng nguồn nhân lực")
    )
    with page.expect_download() as waiting:
        finger.tap(page.get_by_role("link", name="Mọi khoản giải ngân (CSV)"))
    waiting.value.save_as(tmp_path / "giai-ngan.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "giai-ngan.csv").read_text("utf-8-sig"))))
    assert {row["STAGE"] for row in rows} == {"disbursed"}
    assert {row["PROGRAMME"] for row in rows} == {"mtqg-1719-2021-2025"}
    assert all(row["ITEM"].startswith("DA05") for row in rows)
    expect(page.locator("main")).to_contain_text(f"{len(rows)} khoản giải ngân")
    assert finger.taps <= 2


def test_a_wrong_cell_is_reported_with_five_taps(finger: Finger) -> None:
    page = finger.page
    finger.tap(page.locator(".cards a").first)
    finger.tap(page.get_by_role("link", name="Báo ô sai").first)
    finger.tap(page.locator("tbody td a").last)
    finger.write(
        page.get_by_label("Đúng ra là (không bắt buộc)"), "12,5 theo báo cáo đã in của tỉnh, trang 14"
    )
    finger.tap(page.get_by_role("button", name="Gửi cho cơ quan"))
    page.wait_for_url("**/phan-anh/*")
    assert finger.taps <= 5
