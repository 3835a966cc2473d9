"""The pages of places, as a reader without an account sees them."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from ckan.tests.helpers import CKANTestApp

from glue.records import agency, dataset


def page(site: CKANTestApp, path: str, status: int = 200) -> BeautifulSoup:
    return BeautifulSoup(site.get(path, status=status, follow_redirects=False).text, "html.parser")


def words(soup: BeautifulSoup) -> str:
    main = soup.find("main")
    assert main is not None
    return " ".join(main.get_text(" ").split())


def addresses(soup: BeautifulSoup) -> set[str]:
    return {str(link["href"]) for link in soup.select("main a[href]")}


def test_a_province_says_what_it_holds_and_what_it_was_made_of(site: CKANTestApp) -> None:
    soup = page(site, "/dia-ban/51")
    assert "Gồm 96 đơn vị cấp xã" in words(soup)
    assert "56 trên địa bàn Tỉnh Quảng Ngãi trước đây" in words(soup)
    assert "40 trên địa bàn Tỉnh Kon Tum trước đây" in words(soup)
    assert {"/dia-ban/51@pre-2025-07", "/dia-ban/62@pre-2025-07", "/dia-ban/21548"} <= addresses(soup)


def test_a_former_province_has_an_address_of_its_own_and_leads_to_what_it_is(site: CKANTestApp) -> None:
    soup = page(site, "/dia-ban/24@pre-2025-07")
    assert "Tỉnh Bắc Giang" in words(soup)
    assert "Đơn vị này không còn" in words(soup)
    assert "/dia-ban/24" in addresses(soup)


def test_the_permanent_address_of_a_unit_of_today_names_the_short_one_as_canonical(site: CKANTestApp) -> None:
    canonical = page(site, "/dia-ban/24@since-2025-07").find("link", rel="canonical")
    assert canonical is not None
    assert str(canonical["href"]).endswith("/dia-ban/24")


def test_a_code_that_ended_leads_to_its_last_unit(site: CKANTestApp) -> None:
    answer = site.get("/dia-ban/536", follow_redirects=False)
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("/dia-ban/536@pre-2025-07")


def test_a_former_district_keeps_its_communes_and_the_units_on_its_ground(site: CKANTestApp) -> None:
    soup = page(site, "/dia-ban/536@pre-2025-07")
    assert "Đặc khu Lý Sơn" in words(soup)
    assert "/dia-ban/21548" in addresses(soup)


def test_a_divided_commune_says_that_the_shares_are_not_known(site: CKANTestApp) -> None:
    soup = page(site, "/dia-ban/21142@pre-2025-07")
    assert "không rõ tỷ lệ" in words(soup)
    assert {"/dia-ban/21136", "/dia-ban/21157"} <= addresses(soup)


def test_what_is_only_remembered_is_said_to_be(site: CKANTestApp) -> None:
    assert "ghi theo trí nhớ, cần kiểm chứng" in words(page(site, "/dia-ban/24@pre-2025-07"))
    assert "ghi theo trí nhớ" not in words(page(site, "/dia-ban/24"))


def test_a_change_reported_without_a_day_is_shown_and_not_applied(site: CKANTestApp) -> None:
    soup = page(site, "/dia-ban/24")
    assert soup.h1 is not None
    assert soup.h1.get_text().startswith("Tỉnh Bắc Ninh")
    assert "chưa rõ ngày, chưa áp dụng" in words(soup)


@pytest.mark.parametrize("path", ["/dia-ban/99999", "/dia-ban/24@2020", "/dia-ban/bac-ninh"])
def test_what_is_no_place_is_not_found(site: CKANTestApp, path: str) -> None:
    page(site, path, 404)


def test_the_index_lists_the_provinces_and_finds_former_names_without_marks(site: CKANTestApp) -> None:
    soup = page(site, "/dia-ban/?q=kon+tum")
    assert len(soup.select("ul.placelist li")) == 34
    assert "/dia-ban/62@pre-2025-07" in addresses(soup)


def test_every_unit_of_an_ambiguous_name_is_listed(site: CKANTestApp) -> None:
    found = addresses(page(site, "/dia-ban/?q=Sơn Hải"))
    assert {"/dia-ban/07543", "/dia-ban/21319@pre-2025-07"} <= found


def test_datasets_of_the_former_units_stand_on_the_page_marked(site: CKANTestApp) -> None:
    agency()
    dataset(name="ve-kon-tum", title="Về Kon Tum trước đây", area_id=["62@pre-2025-07"])
    dataset(name="ve-quang-ngai", title="Về Quảng Ngãi hiện nay", area_id=["51@since-2025-07"])
    text = words(page(site, "/dia-ban/51"))
    assert text.index("Về Quảng Ngãi hiện nay") < text.index("Về Tỉnh Kon Tum: đến 30/06/2025")
    assert "Về Kon Tum trước đây" in text


def test_places_stand_in_the_sitemap_once_in_each_language(site: CKANTestApp) -> None:
    text = site.get("/sitemap/places.xml").text
    assert text.count("<url>") == 2 * (34 + 3321)
    assert "/dia-ban/51</loc>" in text
    assert "/dia-ban/62@pre-2025-07</loc>" in site.get("/sitemap/former-places.xml").text
