"""The pages of indicators: the answer first, what the merger did to it, and gaps that stay gaps."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from ckan.tests.helpers import CKANTestApp

from glue.scripts import needed

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


@pytest.mark.parametrize(
    ("address", "code", "place", "period", "sentence"),
    [
        (
            "/",
            "GSO_EM_PUPILS",
            51,
            "2006-2016",
            "Tính đúng từ số của các đơn vị cũ: Tỉnh Quảng Ngãi, Tỉnh Kon Tum.",
        ),
        ("/", "GSO_EM_PUPILS", 51, "2004, 2005", "Không có số: mới có 1 trên 2 đơn vị cũ có số liệu"),
        ("/", "GSO_EM_PUPILS", 24, "2004-2016", "Không có số: mới có 1 trên 2 đơn vị cũ có số liệu"),
        (
            "/",
            "GSO_POVERTY_RATE",
            51,
            "2011-2016",
            "Ước tính: bình quân có trọng số từ các tỷ lệ đã làm tròn",
        ),
        ("/", "GSO_POVERTY_RATE", 51, "2006, 2008, 2010", "Không so sánh được qua lần sắp xếp"),
        ("/en/", "GSO_EM_PUPILS", 51, "2006-2016", "Computed exactly from the figures of the former units"),
        ("/en/", "GSO_EM_PUPILS", 51, "2004, 2005", "No figure: 1 of 2 former units have one"),
        ("/en/", "GSO_EM_PUPILS", 24, "2004-2016", "No figure: 1 of 2 former units have one"),
        ("/en/", "GSO_POVERTY_RATE", 51, "2011-2016", "An estimate: the weighted mean of the rounded rates"),
        ("/en/", "GSO_POVERTY_RATE", 51, "2006, 2008, 2010", "Not comparable across the change"),
    ],
)
def test_a_sentence_says_in_both_languages_what_was_done_and_for_which_periods(
    site: CKANTestApp, address: str, code: str, place: int, period: str, sentence: str
) -> None:
    notes = page(site, f"{address}chi-tieu/{code}?dia-ban={place}").select(".notes li")
    found = {note.b.get_text(): " ".join(note.get_text().split()) for note in notes}
    assert sentence in found.get(period, str(found))


def cells(site: CKANTestApp, address: str) -> dict[str, str]:
    """The figures of the place itself by period, from the page's own table."""
    rows = page(site, address).select("table.data")[-1].select("tbody tr")
    return {row.th.get_text(): " ".join(row.td.get_text(" ").split()) for row in rows}


def test_the_sums_and_the_gaps_over_the_merger_stand_in_the_table(site: CKANTestApp) -> None:
    pupils = cells(site, "/chi-tieu/GSO_EM_PUPILS?dia-ban=51")
    assert (pupils["2006"], pupils["2016"]) == ("88.176", "101.673")
    assert (pupils["2004"], pupils["2005"]) == ("chưa đủ 1/2", "chưa đủ 1/2")


def test_a_place_of_which_one_part_is_unknown_is_blank_throughout(site: CKANTestApp) -> None:
    assert set(cells(site, "/en/chi-tieu/GSO_EM_PUPILS?dia-ban=24").values()) == {"1 of 2"}


def test_a_rate_that_is_weighted_is_marked_as_an_estimate_and_others_are_not_comparable(
    site: CKANTestApp,
) -> None:
    rates = cells(site, "/chi-tieu/GSO_POVERTY_RATE?dia-ban=51")
    weighted = [rates[str(year)] for year in range(2011, 2017) if str(year) in rates]
    assert weighted and all("Ước tính" in rate for rate in weighted)
    assert {rates[year] for year in ("2006", "2008", "2010")} == {"Không so sánh được"}


def test_a_computed_indicator_is_exact_over_the_merger_and_says_its_formula(site: CKANTestApp) -> None:
    density = cells(site, "/chi-tieu/C_DENSITY?dia-ban=51")
    known = {year: figure for year, figure in density.items() if figure[:1].isdigit()}
    assert known
    text = words(site, "/chi-tieu/C_DENSITY?dia-ban=51")
    assert "Tính theo công thức: “Dân số trung bình” : “Diện tích”." in text
    assert "Computed by the formula: “Average population” : “Area”." in words(
        site, "/en/chi-tieu/C_DENSITY?dia-ban=51"
    )


def test_an_indicator_is_defined_on_its_page_and_what_is_not_known_is_said(site: CKANTestApp) -> None:
    text = words(site, "/chi-tieu/I1719.05")
    assert "Số xã có đường ô tô đến trung tâm xã được rải nhựa hoặc bê tông" in text
    assert "Phương pháp chưa rõ" in text
    assert "1719/QĐ-TTg; 920/QĐ-TTg" in text
    assert "theo trí nhớ, cần kiểm tra lại" in text
    assert "not known" in words(site, "/en/chi-tieu/I1719.05")


def test_a_target_stands_on_the_page_before_there_are_values(site: CKANTestApp) -> None:
    text = words(site, "/chi-tieu/I1719.02")
    assert "trên 3 điểm phần trăm" in text
    assert "mục tiêu cả nước" in text
    assert "Mỗi tỉnh mục tiêu cấp tỉnh" in words(site, "/chi-tieu/IKH.01")


def test_rates_move_in_percentage_points(site: CKANTestApp) -> None:
    answer = page(site, "/chi-tieu/GSO_POVERTY_RATE?dia-ban=51").select_one(".answer").get_text()
    assert "điểm phần trăm so với 2012" in answer


def test_a_chart_shows_the_place_beside_the_units_that_it_was_made_of(site: CKANTestApp) -> None:
    found = page(site, "/chi-tieu/GSO_EM_PUPILS?dia-ban=51").select_one("svg.wide").select(".name")
    assert [name.get_text() for name in found] == [
        "Tỉnh Quảng Ngãi",
        "Tỉnh Quảng Ngãi (cũ)",
        "Tỉnh Kon Tum (cũ)",
    ]


def test_a_missing_part_is_a_word_in_the_table_and_a_gap_in_the_line(site: CKANTestApp) -> None:
    found = page(site, "/chi-tieu/GSO_EM_PUPILS?dia-ban=51")
    row = next(row for row in found.select(".cols > div > .scroll tr") if row.th.get_text() == "2004")
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


def test_the_list_names_every_indicator_with_values(site: CKANTestApp) -> None:
    text = words(site, "/chi-tieu/")
    assert "Tỷ lệ nghèo" in text
    assert "Số học sinh dân tộc thiểu số bậc phổ thông" in text


def test_the_list_names_what_is_defined_and_waits_for_values(site: CKANTestApp) -> None:
    text = words(site, "/chi-tieu/")
    assert "Chương trình mục tiêu quốc gia 1719, 2021-2025" in text
    assert "Số hộ được hỗ trợ nhà ở" in text


def test_an_indicator_that_nobody_defined_is_not_found(site: CKANTestApp) -> None:
    assert site.get("/chi-tieu/KHONG_CO", status=404).status_code == 404


def test_pages_need_no_script_and_set_no_cookie(site: CKANTestApp) -> None:
    answer = site.get("/chi-tieu/GSO_EM_PUPILS?dia-ban=51")
    assert needed(answer.get_data(as_text=True)) == []
    assert "Set-Cookie" not in answer.headers


def test_a_comparison_holds_its_state_in_the_address(site: CKANTestApp) -> None:
    asked = page(site, "/so-sanh?chi-tieu=GSO_POVERTY_RATE&dia-ban=51&dia-ban=VN&dia-ban=62@pre-2025-07")
    picked = [
        option["value"] for option in asked.select("select[name=dia-ban] option[selected]") if option["value"]
    ]
    assert picked == ["51@since-2025-07", "VN", "62@pre-2025-07"]
    assert [each.get_text() for each in asked.select("table thead th")] == [
        "Kỳ",
        "Tỉnh Quảng Ngãi",
        "Cả nước",
        "Tỉnh Kon Tum",
    ]
    answer = " ".join(asked.select_one(".answer").get_text().split())
    assert answer.startswith("Năm 2016: Tỉnh Quảng Ngãi 10,6; Cả nước 5,8; Tỉnh Kon Tum")
    csv = asked.find("a", href=lambda href: href.startswith("/api/dtts/v1/compare.csv?"))["href"]
    assert len(site.get(csv).get_data(as_text=True).splitlines()) > 10


def test_what_cannot_be_compared_over_the_merger_is_said_in_its_line(site: CKANTestApp) -> None:
    rows = page(site, "/so-sanh?chi-tieu=GSO_POVERTY_RATE&dia-ban=51&dia-ban=VN").select("tbody tr")
    first = " ".join(rows[0].get_text(" ").split())
    last = " ".join(rows[-1].get_text(" ").split())
    assert first == "2006 không so được Không so sánh được 15,5"
    assert last == "2016 10,6 Ước tính 5,8 Sơ bộ"


def test_a_comparison_of_one_place_is_filled_with_the_country_and_its_neighbours(site: CKANTestApp) -> None:
    asked = page(site, "/so-sanh?chi-tieu=GSO_POVERTY_RATE&dia-ban=51")
    heads = [each.get_text() for each in asked.select("table thead th")][1:]
    assert heads == ["Tỉnh Quảng Ngãi", "Cả nước", "Thành phố Đà Nẵng"]
    assert "Do cổng chọn sẵn" in asked.main.get_text()
    assert page(site, "/so-sanh").select("table thead th")[2:] != []


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("chi-tieu=KHONG_CO&dia-ban=VN", "Không có chỉ tiêu KHONG_CO"),
        ("chi-tieu=GSO_POVERTY_RATE&dia-ban=51&dia-ban=khong-co", "khong-co không phải mã địa bàn"),
        (
            "chi-tieu=GSO_POVERTY_RATE&"
            + "&".join(f"dia-ban={code}" for code in ("51", "24", "48", "01", "79")),
            "5 chuỗi, quá 4",
        ),
        ("chi-tieu=GSO_EM_PUPILS&dia-ban=21115&dia-ban=21154", "không có hai chuỗi"),
    ],
)
def test_a_comparison_that_fails_says_why_and_keeps_the_form(
    site: CKANTestApp, query: str, said: str
) -> None:
    html = site.get(f"/so-sanh?{query}", status=400).get_data(as_text=True)
    main = BeautifulSoup(html, "html.parser").main
    assert said in main.select_one("[role=alert]").get_text()
    assert main.find("form", action="/so-sanh") is not None


def test_a_place_has_its_figures_beside_those_of_the_country_for_the_same_period(site: CKANTestApp) -> None:
    row = page(site, "/dia-ban/51").find("a", string="Tỷ lệ nghèo").find_parent("tr")
    assert " ".join(row.get_text(" ").split()) == "Tỷ lệ nghèo %, năm 2016 10,6 ước tính 5,8 sơ bộ"


def test_a_province_leads_to_comparisons_with_those_beside_it(site: CKANTestApp) -> None:
    shown = page(site, "/dia-ban/51")
    links = [link["href"] for link in shown.select("a[href^='/so-sanh?']")]
    assert [link.split("&", 1)[1] for link in links] == [
        "dia-ban=51&dia-ban=48&dia-ban=VN",
        "dia-ban=51&dia-ban=52&dia-ban=VN",
    ]
    assert page(site, links[0]).select_one("figure.chart") is not None


def test_a_place_without_figures_has_no_table_of_them(site: CKANTestApp) -> None:
    assert page(site, "/dia-ban/21319").select_one("#figures") is None


SAVING = {"Save-Data": "on"}


def test_a_reader_who_saves_data_gets_a_link_in_place_of_the_chart_and_all_figures(site: CKANTestApp) -> None:
    address = "/chi-tieu/GSO_EM_PUPILS?dia-ban=51"
    light = BeautifulSoup(site.get(address, headers=SAVING).text, "html.parser")
    assert light.select("figure svg") == []
    link = light.select_one("figure a[href*='hinh=1']")
    assert link is not None
    assert light.select_one("table.data").text == page(site, address).select_one("table.data").text  # type: ignore[union-attr]
    asked_for = BeautifulSoup(site.get(link["href"], headers=SAVING).text, "html.parser")
    assert len(asked_for.select("figure svg")) == len(page(site, address).select("figure svg")) > 0
