"""A citizen who asks for a figure of a commune: by the search, by suggestions, by the page of the indicator."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from ckan.tests.helpers import CKANTestApp

pytestmark = pytest.mark.usefixtures("series")

RATES = "/chi-tieu/GSO_POVERTY_RATE"
LACKS = "Chưa có số liệu riêng của Xã Sơn Động"


def page(site: CKANTestApp, address: str) -> BeautifulSoup:
    return BeautifulSoup(site.get(address).body, "html.parser")


def words(site: CKANTestApp, address: str) -> str:
    found = page(site, address).main
    assert found is not None
    return " ".join(found.get_text(" ").split())


@pytest.mark.parametrize("typed", ["hộ nghèo Sơn Động", "ho ngheo son dong bac giang"])
def test_the_search_tells_the_nearest_figure_and_that_the_commune_has_none(
    site: CKANTestApp, typed: str
) -> None:
    told = page(site, f"/dataset/?q={typed}").select_one(".told")
    text = " ".join(told.get_text(" ").split())
    assert f"{LACKS}. Số liệu gần nhất là của Tỉnh Bắc Ninh" in text
    assert told.select_one("a.main")["href"] == f"{RATES}?dia-ban=07615"
    assert "Huyện Sơn Động, Tỉnh Bắc Giang (đến 30/06/2025)" in text


def test_the_search_says_that_the_years_asked_for_have_no_figure(site: CKANTestApp) -> None:
    text = words(site, "/dataset/?q=hộ nghèo Sơn Động từ năm 2021")
    assert "Chưa có số liệu từ năm 2021 trở đi; số liệu mới nhất là của năm 2016." in text
    assert "trở đi" not in words(site, "/dataset/?q=hộ nghèo Sơn Động từ năm 2014")


def test_a_name_that_several_bear_lets_the_reader_choose(site: CKANTestApp) -> None:
    told = page(site, "/dataset/?q=ho ngheo son dong").select_one(".told")
    assert "Có nhiều nơi cùng tên này" in told.get_text()
    assert f"{RATES}?dia-ban=07615" in [link["href"] for link in told.select("li a")]


def test_words_that_ask_for_no_figure_are_told_none(site: CKANTestApp) -> None:
    assert page(site, "/dataset/?q=dân tộc").select_one(".told") is None


def test_a_figure_is_suggested_while_its_place_is_typed(site: CKANTestApp) -> None:
    first = site.get("/goi-y?q=ho ngheo xa son dong bac giang").json[0]
    assert first["text"] == "Tỷ lệ nghèo, Xã Sơn Động, Tỉnh Bắc Ninh"
    assert first["url"] == f"{RATES}?dia-ban=07615"


@pytest.mark.parametrize("asked", ["dia-ban=07615", "noi=xã Sơn Động", "noi=son dong bac giang", "noi=07615"])
def test_a_place_without_figures_shows_those_of_what_it_lies_in_and_says_so(
    site: CKANTestApp, asked: str
) -> None:
    found = page(site, f"{RATES}?{asked}")
    assert LACKS in found.main.get_text()
    assert "Tỉnh Bắc Ninh" in found.h1.get_text()
    assert found.find("link", rel="canonical")["href"].endswith("?dia-ban=24@since-2025-07")


def test_a_former_district_shows_its_former_province(site: CKANTestApp) -> None:
    found = page(site, f"{RATES}?noi=huyện Sơn Động")
    assert "Tỉnh Bắc Giang" in found.h1.get_text()


def test_a_name_that_nobody_bears_is_said_and_the_country_shown(site: CKANTestApp) -> None:
    text = words(site, f"{RATES}?noi=Xyzabc")
    assert "Không có nơi nào tên “Xyzabc”" in text
    assert "Cả nước" in text


def test_the_page_says_from_when_on_there_is_no_figure(site: CKANTestApp) -> None:
    assert "Chưa có số liệu từ năm 2017 trở đi." in words(site, f"{RATES}?dia-ban=VN")
