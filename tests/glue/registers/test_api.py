"""Units, ethnic groups, programme and periods over HTTP, as another machine asks for them."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from ckan.tests.helpers import CKANTestApp

API = "/api/dtts/v1"
FORMER, CURRENT = "2024-01-01", "2026-01-01"


def ask(site: CKANTestApp, path: str, status: int = 200) -> Any:
    return site.get(f"{API}{path}", status=status).json


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("24", FORMER, "Tỉnh Bắc Giang"),
        ("24", CURRENT, "Tỉnh Bắc Ninh"),
        ("51", FORMER, "Tỉnh Quảng Ngãi"),
        ("07210", FORMER, "Phường Hoàng Văn Thụ"),
        ("07210", CURRENT, "Phường Bắc Giang"),
        ("536", FORMER, "Huyện Lý Sơn"),
    ],
)
def test_a_code_is_read_with_its_day(site: CKANTestApp, code: str, day: str, name: str) -> None:
    answer = ask(site, f"/units/{code}?valid_on={day}")
    assert (answer["unit"]["name"], answer["valid_on"]) == (name, day)


def test_a_code_without_a_day_is_that_of_today_and_says_so(site: CKANTestApp) -> None:
    answer = ask(site, "/units/24")
    assert answer["unit"]["area_id"] == "24@since-2025-07"
    day = date.fromisoformat(answer["valid_on"])
    # The portal's clock may be in another day than Greenwich.
    assert abs((day - datetime.now(UTC).date()).days) <= 1


def test_a_code_that_never_was_is_not_found(site: CKANTestApp) -> None:
    assert ask(site, f"/units/999?valid_on={CURRENT}", 404)["error"]["code"] == "not-found"


def test_a_code_of_another_day_is_answered_with_the_place_that_bore_it(site: CKANTestApp) -> None:
    error = ask(site, f"/units/536/changes?valid_on={CURRENT}", 404)["error"]
    assert error["code"] == "not-in-force"
    assert "536@pre-2025-07 (Huyện Lý Sơn)" in error["message"]["vi"]


def test_a_place_by_its_id_needs_no_day(site: CKANTestApp) -> None:
    answer = ask(site, "/units/24@pre-2025-07")
    assert (answer["unit"]["name"], answer["valid_on"]) == ("Tỉnh Bắc Giang", "2025-06-30")


def test_a_divided_commune_names_both_its_successors(site: CKANTestApp) -> None:
    became = ask(site, "/units/21142@pre-2025-07/changes")["became"]
    assert became["flag"] == "split"
    assert {link["new"]["name"] for link in became["links"]} == {"Xã Cà Đam", "Xã Tây Trà Bồng"}


def test_names_are_found_without_marks_and_within_a_province(site: CKANTestApp) -> None:
    found = ask(site, f"/units?q=son+hai&within=51&valid_on={FORMER}")["results"]
    assert [(unit["code"], unit["path"][0]["name"]) for unit in found] == [("21319", "Tỉnh Quảng Ngãi")]


@pytest.mark.parametrize(("within", "count"), [("24", 99), ("51", 96), ("Quảng Ngãi", 96)])
def test_the_communes_of_a_province_are_counted(site: CKANTestApp, within: str, count: int) -> None:
    assert ask(site, f"/units?level=commune&within={within}&valid_on={CURRENT}&limit=1")["total"] == count


def test_pages_follow_one_another_until_all_is_told(site: CKANTestApp) -> None:
    codes, address = [], f"{API}/units?level=province&valid_on={CURRENT}&limit=20"
    while address:
        answer = site.get(address[address.index(API) :]).json
        codes += [unit["code"] for unit in answer["results"]]
        address = answer["next"]
    assert len(codes) == len(set(codes)) == 34


@pytest.mark.parametrize("path", ["/units.csv?level=province", "/units?level=province&format=csv"])
def test_csv_keeps_leading_zeros(site: CKANTestApp, path: str) -> None:
    answer = site.get(f"{API}{path}")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == 34
    assert rows[0]["code"] == "01"
    assert answer.content_type.startswith("text/csv")


# The merged programme of 2026 has no items yet.
LISTS = [("/units", ""), ("/ethnic-groups", ""), ("/programme", f"valid_on={FORMER}")]
ONES = [("/units/24", ""), ("/units/24@pre-2025-07", ""), ("/units/21142@pre-2025-07/changes", "")]


@pytest.mark.parametrize(("path", "query"), [*LISTS, *ONES, ("/periods/parse", "text=Quý III/2023")])
def test_an_answer_known_already_is_not_sent_again_and_any_site_may_read_it(
    site: CKANTestApp, path: str, query: str
) -> None:
    first = site.get(f"{API}{path}?{query}")
    again = site.get(f"{API}{path}?{query}", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert first.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(("path", "query"), [*LISTS, *ONES])
@pytest.mark.parametrize("asked", ["{path}.csv?{query}", "{path}?format=csv&{query}"])
def test_every_answer_of_rows_comes_as_csv_too(site: CKANTestApp, path: str, query: str, asked: str) -> None:
    answer = site.get(API + asked.format(path=path, query=query))
    assert answer.content_type.startswith("text/csv")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert list(csv.DictReader(io.StringIO(answer.text)))


@pytest.mark.parametrize(("path", "query"), LISTS)
def test_a_list_says_how_many_there_are_and_where_it_goes_on(
    site: CKANTestApp, path: str, query: str
) -> None:
    answer = ask(site, f"{path}?limit=2&offset=1&{query}")
    assert (len(answer["results"]), answer["limit"], answer["offset"]) == (2, 2, 1)
    assert answer["total"] > 3
    following = ask(site, answer["next"][answer["next"].index(API) + len(API) :])
    assert following["offset"] == 3
    counted = site.get(f"{API}{path}.csv?limit=2&{query}")
    assert counted.headers["X-Total-Count"] == str(answer["total"])
    assert "X-Total-Count" in counted.headers["Access-Control-Expose-Headers"]


@pytest.mark.parametrize(("path", "query"), LISTS)
def test_every_row_says_how_it_is_known(site: CKANTestApp, path: str, query: str) -> None:
    for row in ask(site, f"{path}?limit=5000&{query}")["results"]:
        assert row["provenance"] in ("found", "derived", "memory")
