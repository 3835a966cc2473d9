"""The pages of indicators: the answer first, what the merger did to it, and gaps that stay gaps."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from ckan.tests.helpers import CKANTestApp

pytestmark = pytest.mark.usefixtures("series")


def page(site: CKANTestApp, address: str) -> BeautifulSoup:
    return BeautifulSoup(site.get(address).get_data(as_text=True), "html.parser")


def words(site: CKANTestApp, address: str) -> str:
    return " ".join(page(site, address).main.get_text(" ").split())


def test_the_answer_comes_first(site: CKANTestApp) -> None:
    answer = page(site, "/chi-tieu/GSO_EM_PUPILS?dia-ban=51").select_one(".answer").get_text()
    assert answer == "Năm 2016: 101.673 người. Tăng 15,3 % so với 2006."


def test_what_was_done_across_the_merger_is_said_in_both_languages(site: CKANTestApp) -> None:
    assert "Tính đúng từ số của các đơn vị cũ" in words(site, "/chi-tieu/GSO_EM_PUPILS?dia-ban=51")
    assert "Computed exactly from the figures" in words(site, "/en/chi-tieu/GSO_EM_PUPILS?dia-ban=51")


def test_rates_move_in_percentage_points(site: CKANTestApp) -> None:
    answer = page(site, "/chi-tieu/GSO_POVERTY_RATE?dia-ban=51").select_one(".answer").get_text()
    assert "điểm phần trăm so với 2012" in answer


def test_a_chart_shows_the_place_beside_the_units_that_it_was_made_of(site: CKANTestApp) -> None:
    found = page(site, "/chi-tieu/GSO_EM_PUPILS?dia-ban=51").select("svg.wide .name")
    assert [name.get_text() for name in found] == [
        "Tỉnh Quảng Ngãi",
        "Tỉnh Quảng Ngãi (cũ)",
        "Tỉnh Kon Tum (cũ)",
    ]


def test_a_missing_part_is_a_word_in_the_table_and_a_gap_in_the_line(site: CKANTestApp) -> None:
    found = page(site, "/chi-tieu/GSO_EM_PUPILS?dia-ban=51")
    row = next(row for row in found.select("tbody tr") if row.th.get_text() == "2004")
    assert row.td.get_text() == "chưa đủ 1/2"
    assert "không cộng phần thiếu" in row.td.abbr["title"]


def test_a_place_without_any_value_of_its_own_still_shows_its_parts(site: CKANTestApp) -> None:
    text = words(site, "/chi-tieu/GSO_EM_PUPILS?dia-ban=24")
    assert "Chưa có số liệu của Tỉnh Bắc Ninh" in text
    assert "Tỉnh Bắc Giang (cũ)" in text


def test_a_bare_code_is_that_of_today_and_an_id_stays_what_it_is(site: CKANTestApp) -> None:
    former = page(site, "/chi-tieu/GSO_EM_PUPILS?dia-ban=51@pre-2025-07")
    assert former.select_one(".answer").get_text().startswith("Năm 2016: 38.429 người")


def test_without_a_place_the_widest_one_is_shown(site: CKANTestApp) -> None:
    assert "Cả nước" in page(site, "/chi-tieu/GSO_POPULATION").h1.get_text()


def test_a_place_that_has_nothing_leads_to_one_that_has(site: CKANTestApp) -> None:
    answer = site.get("/chi-tieu/GSO_EM_PUPILS?dia-ban=07210", follow_redirects=False)
    assert answer.status_code == 302


def test_the_list_names_every_indicator_with_values(site: CKANTestApp) -> None:
    text = words(site, "/chi-tieu/")
    assert "Tỷ lệ nghèo" in text
    assert "Số học sinh dân tộc thiểu số bậc phổ thông" in text


def test_an_indicator_that_nobody_defined_is_not_found(site: CKANTestApp) -> None:
    assert site.get("/chi-tieu/KHONG_CO", status=404).status_code == 404


def test_pages_need_no_script_and_set_no_cookie(site: CKANTestApp) -> None:
    answer = site.get("/chi-tieu/GSO_EM_PUPILS?dia-ban=51")
    assert "<script" not in answer.get_data(as_text=True).replace('<script type="application/ld+json"', "")
    assert "Set-Cookie" not in answer.headers
