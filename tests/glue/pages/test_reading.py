"""What the pages of datasets and tables show."""

from __future__ import annotations

from typing import Any

import pytest
from ckan.tests.helpers import CKANTestApp

from glue.pages.conftest import Read
from glue.records import dataset, patch
from glue.road.points import points


@pytest.fixture
def minh_hoa(web: CKANTestApp, people: Any) -> dict[str, Any]:
    return dataset(title="Bộ thử minh họa", demo="true")


def test_the_page_of_a_dataset_answers_before_it_explains(
    table: str, facility: dict[str, Any], read: Read
) -> None:
    text = read(f"/dataset/{facility['name']}").main.get_text(" ", strip=True)
    order = [text.index(part) for part in ("2 dòng", "Xem bảng", "Lập từ văn bản công bố.")]
    assert order == sorted(order)


def test_a_table_shows_codes_as_they_are_and_counts_its_rows(table: str, read: Read) -> None:
    page = read(f"{table}?columns=all")
    assert "Dòng 1–2 trong 2" in page.main.get_text(" ")
    text = page.find("table").get_text(" ")
    assert "0164A" in text
    assert "07210" in text


def test_a_table_is_sorted_by_a_link_and_back_by_the_same(table: str, read: Read) -> None:
    heading = read(f"{table}?columns=all").find("table").thead.a
    up = read(heading["href"])
    column = up.find("th", attrs={"aria-sort": "ascending"})
    down = read(column.a["href"])
    assert down.find("th", attrs={"aria-sort": "descending"}).a.get_text().startswith(heading.get_text())
    assert first_column(up) == sorted(first_column(up))
    assert first_column(down) == sorted(first_column(up), reverse=True)


def test_a_table_is_narrowed_by_words(table: str, read: Read) -> None:
    page = read(f"{table}?q=0164A&columns=all")
    assert "Dòng 1–1 trong 1" in page.main.get_text(" ")
    assert "07210" not in page.find("table").get_text(" ")


@pytest.mark.parametrize(
    "query", ["page=999999", "page=-1", "page=x", "sort=khong_co", "sort=';--", "q=%00", "f.khong=1"]
)
def test_a_strange_query_breaks_no_table(query: str, table: str, read: Read) -> None:
    assert read(f"{table}?{query}").h1 is not None


def test_a_value_that_no_cell_can_hold_finds_no_row(table: str, read: Read) -> None:
    page = read(f"{table}?f.opened_on=khong-phai-ngay&f.point_id=x")
    assert "Không có dòng nào khớp" in page.main.get_text(" ")


def test_every_version_is_listed_with_its_sum(table: str, read: Read, web: CKANTestApp) -> None:
    page = read(f"{table}/versions")
    digest = page.find("code").get_text()
    assert len(digest) == 64
    assert web.get(f"{table}/v/1.csv").headers["X-Content-Type-Options"] == "nosniff"
    assert "Dòng 1–2 trong 2" in read(f"{table}/v/1").main.get_text(" ")


@pytest.mark.parametrize("ending", ["/khong-co", "/diem/v/99", "/diem/versions/x"])
def test_what_is_not_there_is_not_found(ending: str, facility: dict[str, Any], read: Read) -> None:
    read(f"/dataset/{facility['name']}{ending}", status=404)


def test_a_private_dataset_does_not_exist_for_others(people: Any, read: Read) -> None:
    private = dataset(private=True)
    read(f"/dataset/{private['name']}", status=404)
    read(f"/dataset/{private['name']}", role="stranger", status=404)
    read(f"/dataset/{private['name']}", role="sender")


def test_demonstration_data_are_marked_on_their_page(minh_hoa: dict[str, Any], read: Read) -> None:
    assert (
        "Dữ liệu minh họa" in read(f"/dataset/{minh_hoa['name']}").find(attrs={"data-demo": True}).get_text()
    )
    patch(minh_hoa["id"], demo="false")
    assert read(f"/dataset/{minh_hoa['name']}").find(attrs={"data-demo": True}) is None


@pytest.mark.parametrize("field", ["title", "notes", "provenance", "source_title"])
def test_text_of_a_dataset_is_never_markup(field: str, people: Any, read: Read) -> None:
    made = dataset(**{field: 'x</script><script>alert(1)</script><img src=x onerror="y">'})
    page = read(f"/dataset/{made['name']}")
    assert [
        script
        for script in page.find_all("script")
        if "alert" in script.get_text() and not script.get("type")
    ] == []
    assert page.main.find("img", onerror=True) is None
    assert page.main.find("script") is None


def test_the_old_address_of_a_type_leads_to_the_dataset(facility: dict[str, Any], web: CKANTestApp) -> None:
    for asked in (f"/facility/{facility['name']}", f"/dataset/{facility['id']}"):
        answer = web.get(asked, follow_redirects=False)
        assert answer.status_code == 301
        assert answer.headers["Location"].endswith(f"/dataset/{facility['name']}")


def test_english_shows_the_english_title_and_vietnamese_when_there_is_none(people: Any, read: Read) -> None:
    both = dataset(title="Đường nông thôn", title_en="Rural roads")
    one = dataset(title="Chợ vùng cao")
    assert read(f"/en/dataset/{both['name']}").h1.get_text() == "Rural roads"
    assert read(f"/dataset/{both['name']}").h1.get_text() == "Đường nông thôn"
    assert read(f"/en/dataset/{one['name']}").h1.get_text() == "Chợ vùng cao"


def first_column(page: Any) -> list[str]:
    """The row headings of the first table."""
    return [cell.get_text(strip=True) for cell in page.find("table").select("tbody th")]


def test_a_place_lists_the_support_points_that_lie_in_it(
    people: Any, facility: dict[str, Any], work: Any, read: Read
) -> None:
    people.submits(points("0164A", area_id="21484@since-2025-07"), facility)
    work()
    for path in ("/dia-ban/21484", "/dia-ban/51"):
        text = read(path).select_one("#figures").find_next("ul").get_text(" ", strip=True)
        assert text.count("Nhà văn hóa Xín Cái") == 1
    assert read("/dia-ban/24").select_one("#figures") is None


def test_a_table_says_how_to_use_it_from_code_and_from_a_workbook(table: str, read: Read) -> None:
    page = read(table)
    programs = [each.get_text() for each in page.select("details.more > p")]
    assert [name for name in programs if len(name) < 10] == ["curl", "Python", "R", "Excel", "API"]
    text = page.main.get_text(" ")
    assert f"{table}.parquet" in text
    assert "resource_id=" in text
