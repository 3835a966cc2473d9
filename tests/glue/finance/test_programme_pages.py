"""Pages of programmes: real amounts with their shares, outputs, indicators, and what to do where nothing is."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from ckan.tests.helpers import CKANTestApp

from glue.finance.conftest import Treasury

FIRST, MERGED = "mtqg-1719-2021-2025", "mtqg-2026-2035"
PAGE = f"/chuong-trinh/{FIRST}"
RESULTS = """\
programme,item_code,area_id,area_name,year,period,output,output_en,unit_vi,planned,actual,value_status
mtqg-1719-2021-2025,DA05.TDA4,07534@since-2025-07,,2025,year,Số lớp tập huấn,Training courses,lớp,10,9,provisional
mtqg-1719-2021-2025,DA05.TDA4,07537@since-2025-07,,2025,year,Số lớp tập huấn,Training courses,lớp,5,,provisional
"""


@pytest.fixture(scope="module", autouse=True)
def published(money: Treasury) -> None:
    state = money.publish("ket-qua-that", "output_results", RESULTS.encode(), type="program_result")
    assert state == "published"


def read(site: CKANTestApp, address: str, status: int = 200) -> Tag:
    html = site.get(address, status=status).get_data(as_text=True)
    main = BeautifulSoup(html, "html.parser").main
    assert main is not None
    return main


def words(site: CKANTestApp, address: str, status: int = 200) -> str:
    return " ".join(read(site, address, status).get_text(" ").split())


def test_programmes_are_listed_with_their_projects(site: CKANTestApp) -> None:
    page = read(site, "/chuong-trinh/")
    links = [link["href"] for link in page.select("ol a")]
    assert links == [f"{PAGE}/DA{number:02d}" for number in range(1, 11)]
    assert "Các dự án chưa có trong danh mục" in page.get_text()


def test_the_whole_programme_says_a_share_of_one_scope_and_date_first(site: CKANTestApp) -> None:
    answer = read(site, PAGE).select_one(".answer")
    assert answer is not None
    assert (
        "Tỉnh Quảng Ngãi (đến 30/06/2025), 2021-2024. Số giải ngân bằng khoảng 49,2 % số phân bổ"
        in " ".join(answer.get_text(" ").split())
    )


def test_a_project_has_what_was_given_and_spent_and_its_source(site: CKANTestApp) -> None:
    page = read(site, f"{PAGE}/DA05")
    money = page.select_one("#money").find_next("table")
    text = " ".join(money.get_text(" ").split())
    assert "775,269 tỷ đồng" in text
    assert "khoảng 609 tỷ đồng" in text
    assert "khoảng 78,6 %" in text
    assert money.select("a[href^='/dataset/von-that/']") != []


def test_made_up_amounts_stand_apart_under_one_mark(site: CKANTestApp) -> None:
    page = read(site, f"{PAGE}/DA05")
    assert "Bắc Giang" not in page.select_one("#money").find_next("table").get_text()
    (mark,) = page.select("[data-demo]")
    assert "Bắc Giang" in mark.find_next("table").get_text()


def test_outputs_of_what_lies_below_are_added_with_how_many_reported(site: CKANTestApp) -> None:
    for address in (f"{PAGE}/DA05", f"{PAGE}/DA05.TDA4"):
        row = read(site, address).select_one("#outputs").find_next("tbody").tr
        assert " ".join(row.get_text(" ").split()).endswith(
            "2025 sơ bộ 2 địa bàn 1 nơi có báo cáo 15 lớp 9 lớp"
        )
    english = read(site, f"/en{PAGE}/DA05.TDA4").select_one("#outputs").find_next("tbody")
    assert "Training courses" in english.get_text()


def test_an_item_leads_up_and_to_those_beside_it(site: CKANTestApp) -> None:
    page = read(site, f"{PAGE}/DA03.TDA2.ND01")
    above = [link["href"] for link in page.select(".crumb a")]
    assert above == ["/chuong-trinh/", PAGE, f"{PAGE}/DA03", f"{PAGE}/DA03.TDA2"]
    assert [link["href"] for link in page.select("nav[aria-labelledby=beside] a")] == [
        f"{PAGE}/DA03.TDA2.ND02",
        f"{PAGE}/DA03.TDA2.ND03",
    ]


def test_indicators_of_the_decision_stand_with_their_targets(site: CKANTestApp) -> None:
    page = read(site, PAGE)
    row = page.find("a", href="/chi-tieu/I1719.02").find_parent("tr")
    assert "trên 3" in row.get_text()
    assert "chưa có số" in row.get_text()


def test_where_nothing_is_known_the_page_says_what_to_do(site: CKANTestApp) -> None:
    page = read(site, f"{PAGE}/DA08.ND01")
    headings = [each.get_text() for each in page.select(".empty h3")]
    assert headings[:2] == [
        "Chưa có số liệu vốn nào được công bố cho lựa chọn này",
        "Chưa có kết quả đầu ra nào được công bố cho mục này",
    ]
    assert all(each.find("a") for each in page.select(".empty"))
    assert page.find("a", href=f"{PAGE}/DA08#money") is not None


def test_a_programme_without_known_projects_has_its_money(site: CKANTestApp) -> None:
    text = words(site, f"/chuong-trinh/{MERGED}")
    assert "Chưa biết các dự án của chương trình này" in text
    assert "khoảng 1.044.000 tỷ đồng" in text


@pytest.mark.parametrize("written", ["Dự án 5", "du an 5", "da05"])
def test_a_code_written_otherwise_leads_to_the_item(written: str, site: CKANTestApp) -> None:
    answer = site.get(f"{PAGE}/{written}", follow_redirects=False, status=301)
    assert answer.headers["Location"].endswith(f"{PAGE}/DA05")


@pytest.mark.parametrize(
    "address", ["/chuong-trinh/khong-co", f"{PAGE}/DA99", f"/chuong-trinh/{MERGED}/DA01"]
)
def test_what_is_not_there_is_a_page_that_says_so(address: str, site: CKANTestApp) -> None:
    assert "Chương trình" in words(site, address, 404)


def test_the_first_page_shows_figures_with_their_date_and_source_and_none_that_is_not_there(
    site: CKANTestApp,
) -> None:
    figures = [" ".join(each.get_text(" ").split()) for each in read(site, "/").select(".figures li")]
    assert figures == [
        "137.664 tỷ đồng vốn tối thiểu của chương trình giai đoạn I, cả nước 2021-2025 Nguồn: Vốn von-that",
        "khoảng 1.044.000 tỷ đồng dự kiến huy động cho chương trình mới, cả nước 2026-2030 Nguồn: Vốn von-that",
        "824 xã thuộc khu vực III, đặc biệt khó khăn 29/01/2026 Nguồn: QĐ 60/QĐ-BDTTG",
    ]


def test_the_first_page_leads_to_projects_and_places(site: CKANTestApp) -> None:
    page = read(site, "/en/")
    assert len(page.select(f"a[href^='/en{PAGE}/DA']")) == 10
    assert len(page.select("a[href^='/en/dia-ban/']")) >= 34


def test_a_total_is_drawn_in_the_sources_that_make_it_to_the_dong(site: CKANTestApp) -> None:
    page = read(site, PAGE)
    assert [each.get_text() for each in page.select(".key.parts span")][:4] == [
        "1: Ngân sách trung ương",
        "2: Ngân sách địa phương",
        "3: Tín dụng chính sách",
        "4: Nguồn khác",
    ]
    drawn = page.select_one("svg.wide.stacked")
    assert drawn is not None
    assert [each.get_text() for each in drawn.select(".name")] == ["Cả nước, 2021-2025, dự kiến tối thiểu"]
    assert [each.get_text() for each in drawn.select(".amount")] == ["137.664"]
    shares = page.select_one("figcaption + p")
    assert shares is not None
    assert "Ngân sách trung ương 76,2 %" in " ".join(shares.get_text().split())


def test_a_total_whose_sources_nobody_published_is_not_drawn(site: CKANTestApp) -> None:
    assert read(site, f"{PAGE}/DA05").select("svg.stacked") == []
