"""The page of what must be published, its CSV and its API: one percentage, and all that it is made of."""

from __future__ import annotations

import csv
import io
import re

import pytest
from bs4 import BeautifulSoup, Tag
from ckan.tests.helpers import CKANTestApp

from dtts.duties.recount import Recount, recount
from glue.duties.conftest import Office
from glue.scripts import needed

PAGE = "/danh-muc-du-lieu-mo"
TABLE = {"dataset": "ket-qua-trang", "table": "ket-qua"}


@pytest.fixture(scope="module")
def catalogue(office: Office) -> Office:
    """Three entries due, one of them fresh, for two provinces and the whole country; others not counted."""
    office.dataset(TABLE["dataset"])
    office.publish(TABLE["dataset"], 2025)
    office.entry("A", name="Kết quả năm", name_en="Results of the year", **TABLE)
    office.entry(
        "B", name="Số liệu quý", frequency="quarterly", due="+10d", first_period="2026-Q1", area_id="VN"
    )
    office.entry("C", name="Số liệu Kon Tum", area_id="62@pre-2025-07", demo=True)
    office.entry("D", name="Danh bạ", frequency="ad_hoc", due="", first_period="2025")
    office.entry("E", name="Sắp tới", frequency="once", due="31/12/2099", first_period="2099")
    return office


def main(site: CKANTestApp, address: str) -> Tag:
    found = BeautifulSoup(site.get(address).get_data(as_text=True), "html.parser").main
    assert found is not None
    return found


def words(site: CKANTestApp, address: str) -> str:
    return " ".join(main(site, address).get_text(" ").split())


def counted(site: CKANTestApp, address: str = f"{PAGE}.csv") -> Recount:
    return recount(csv.DictReader(io.StringIO(site.get(address).get_data(as_text=True))))


def titles(site: CKANTestApp, query: str) -> list[str]:
    return [each.get_text() for each in main(site, f"{PAGE}?{query}").select(".cards h3")]


def test_an_empty_catalogue_says_what_it_will_hold(site: CKANTestApp) -> None:
    assert "Danh mục chưa có mục nào" in words(site, PAGE)
    assert site.get("/api/dtts/v1/catalogue").json["share"] == {"fresh": 0, "due": 0, "percent": None}


@pytest.mark.usefixtures("catalogue")
class TestCatalogue:
    def test_the_answer_comes_first_in_both_languages(self, site: CKANTestApp) -> None:
        answer = main(site, PAGE).select_one(".answer")
        assert answer.get_text() == "33,3\u00a0% số mục đến hạn đã được công bố và cập nhật: 1 trên 3 mục."
        answer = main(site, f"/en{PAGE}").select_one(".answer")
        assert answer.get_text().startswith("33.3\u00a0% of what is due is published")

    def test_how_it_is_counted_stands_beside_it(self, site: CKANTestApp) -> None:
        assert "Tỷ lệ = số mục đã công bố và cập nhật / số mục đã đến hạn" in words(site, PAGE)

    def test_the_percentage_is_counted_again_from_the_csv_alone(self, site: CKANTestApp) -> None:
        found = counted(site)
        assert (found.total.fresh, found.total.due, found.differ) == (1, 3, ())
        page = words(site, PAGE)
        for name, share in (("Tỉnh Bắc Ninh", found.by_province["24@since-2025-07"]),):
            assert f"{name} {share.due} {share.fresh} 100,0" in page.replace("\u00a0%", "")

    def test_a_former_province_counts_for_its_successor(self, site: CKANTestApp) -> None:
        assert set(counted(site).by_province) == {"24@since-2025-07", "51@since-2025-07", "VN"}

    def test_where_nothing_is_due_there_is_a_dash_and_no_percentage(
        self, site: CKANTestApp, catalogue: Office
    ) -> None:
        catalogue.entry(
            "F", area_id="48@since-2025-07", frequency="once", due="31/12/2099", first_period="2099"
        )
        row = next(row for row in main(site, PAGE).select("tr") if "Đà Nẵng" in row.get_text())
        assert [cell.get_text() for cell in row.select("td")] == ["0", "0", "—"]

    def test_filters_choose_by_state_agency_and_place(self, site: CKANTestApp) -> None:
        assert titles(site, "tinh-trang=cap-nhat") == ["Kết quả năm"]
        assert titles(site, "tinh-trang=qua-han") == ["Số liệu quý", "Số liệu Kon Tum"]
        assert titles(site, "dia-ban=51@since-2025-07") == ["Số liệu Kon Tum"]
        assert "Kết quả năm" in titles(site, "co-quan=ban-dan-toc-bac-ninh")

    def test_the_csv_of_a_choice_holds_only_what_was_chosen(self, site: CKANTestApp) -> None:
        assert counted(site, f"{PAGE}.csv?tinh-trang=qua-han").total.due == 2

    def test_a_day_that_nobody_can_know_is_not_found_and_says_why(self, site: CKANTestApp) -> None:
        assert "Nhật ký của danh mục bắt đầu" in site.get(f"{PAGE}?ngay=2020-01-01", status=404).get_data(
            as_text=True
        )
        assert site.get(f"{PAGE}?ngay=hôm%20qua", status=404).status_code == 404

    def test_an_entry_shows_its_periods_and_the_version_that_fulfilled_them(self, site: CKANTestApp) -> None:
        found = main(site, f"{PAGE}/A")
        row = found.select_one("tbody tr")
        assert row.th.get_text() == "Năm 2025"
        assert row.a["href"] == f"/dataset/{TABLE['dataset']}/{TABLE['table']}/v/1"
        assert "muộn" in row.get_text()

    def test_an_entry_of_a_former_province_says_for_whom_it_counts(self, site: CKANTestApp) -> None:
        assert "tính cho Tỉnh Quảng Ngãi" in words(site, f"{PAGE}/C")

    def test_demonstration_entries_are_marked_on_every_page_and_in_the_api(self, site: CKANTestApp) -> None:
        for address in (PAGE, f"{PAGE}/C"):
            assert main(site, address).select_one("[data-demo]") is not None
        assert "mark" in site.get("/api/dtts/v1/catalogue").json
        assert "mark" not in site.get("/api/dtts/v1/catalogue/A").json

    def test_the_api_gives_the_share_that_the_csv_gives(self, site: CKANTestApp) -> None:
        answer = site.get("/api/dtts/v1/catalogue").json
        total = counted(site).total
        assert answer["share"] == {"fresh": total.fresh, "due": total.due, "percent": total.percent}
        assert set(answer["how"]) == {"vi", "en"}
        assert counted(site, "/api/dtts/v1/catalogue.csv").total == total

    def test_the_api_narrows_rows_and_not_the_share(self, site: CKANTestApp) -> None:
        answer = site.get("/api/dtts/v1/catalogue?state=fresh").json
        assert [row["code"] for row in answer["results"]] == ["A"]
        assert answer["share"]["due"] == 3

    def test_an_entry_that_there_is_not_is_not_found(self, site: CKANTestApp) -> None:
        assert site.get(f"{PAGE}/KHONG", status=404).status_code == 404
        assert site.get("/api/dtts/v1/catalogue/KHONG", status=404).json["error"]["code"] == "not-found"

    def test_days_are_written_for_people_and_never_as_iso(self, site: CKANTestApp) -> None:
        assert re.search(r"\d{4}-\d\d-\d\d", words(site, PAGE)) is None

    def test_pages_need_no_script_and_set_no_cookie(self, site: CKANTestApp) -> None:
        answer = site.get(PAGE)
        assert needed(answer.get_data(as_text=True)) == []
        assert "Set-Cookie" not in answer.headers
