"""Faults whose correction is certain are corrected at once, in a copy; what was sent stays as it was."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from ckan.tests.helpers import CKANTestApp
from openpyxl import Workbook, load_workbook

from glue.checking.test_page import PAGE, SCHEMA, checked, page_of, send
from glue.road.points import COLUMNS, good, points

__all__ = ["checked"]

pytestmark = pytest.mark.usefixtures("work_folder", "unhurried")

BAD = {"status": "Operating", "premises": "Commune Office"}


def workbook(*rows: dict[str, Any]) -> bytes:
    """A workbook as an office keeps it: a title, then the columns from the second row on."""
    book = Workbook()
    book.active.title = "Biểu 07"
    book.active.append(["Điểm hỗ trợ của tỉnh"])
    book.active.append(COLUMNS)
    for row in rows:
        book.active.append([row[name] for name in COLUMNS])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def bad_workbook() -> bytes:
    return workbook(*(good(number, f"p{number}", **BAD) for number in range(3)))


def fixes(page: BeautifulSoup) -> dict[str, str]:
    """The buttons that correct, by what they name."""
    return {button["value"]: button.get_text() for button in page.select("button[form=fix]")}


def taken(site: CKANTestApp, address: str) -> Any:
    return load_workbook(io.BytesIO(site.post(f"{address}/tep").data))


def test_all_is_corrected_with_one_press_and_the_copy_is_valid_when_it_comes_back(
    site: CKANTestApp, checked: Callable[..., Any]
) -> None:
    address, page = checked(bad_workbook(), name="diem.xlsx")
    assert fixes(page)["*"] == "Sửa 6 ô theo đề nghị"
    copy = site.post(f"{address}/sua", data={"fix": "*"}, follow_redirects=False).headers["Location"]
    report = page_of(site.get(copy))
    assert "“diem-da-sua.xlsx” là bảng hợp lệ" in report.h1.get_text()
    assert "Bản này đã sửa 6 ô" in report.select_one(".note").get_text()
    book = taken(site, copy)
    sheet = book["Biểu 07"]
    assert sheet["A1"].value == "Điểm hỗ trợ của tỉnh"
    assert [sheet.cell(row, COLUMNS.index("status") + 1).value for row in (3, 4, 5)] == ["operating"] * 3
    content = io.BytesIO()
    book.save(content)
    _, again = checked(content.getvalue(), name="diem.xlsx", schema=SCHEMA)
    assert "là bảng hợp lệ" in again.h1.get_text()


def test_one_kind_of_fault_is_corrected_alone(site: CKANTestApp, checked: Callable[..., Any]) -> None:
    address, page = checked(bad_workbook(), name="diem.xlsx")
    key = next(name for name in fixes(page) if name.endswith(":status"))
    assert fixes(page)[key] == "Sửa tất cả (3 ô)"
    report = page_of(site.post(f"{address}/sua", data={"fix": key}))
    assert "3 chỗ cần sửa" in report.h1.get_text()
    assert {name.partition(":")[2] for name in fixes(report)} == {"", "premises"}


def test_the_report_on_what_was_sent_stays_as_it_was(site: CKANTestApp, checked: Callable[..., Any]) -> None:
    address, page = checked(bad_workbook(), name="diem.xlsx")
    report = page_of(site.post(f"{address}/sua", data={"fix": "*"}))
    assert report.select_one(".note a")["href"] == address
    assert page_of(site.get(address)).h1.get_text() == page.h1.get_text()


def test_a_csv_comes_back_as_a_workbook_with_its_answers_kept(
    site: CKANTestApp, checked: Callable[..., Any]
) -> None:
    address, _ = checked(points("0164A", status="Operating", broadband_mbps="12.345"), schema=SCHEMA)
    site.post(address, data={"decimal:broadband_mbps": "."})
    report = page_of(site.post(f"{address}/sua", data={"fix": "*"}))
    assert "“diem-da-sua.xlsx” là bảng hợp lệ" in report.h1.get_text()


def test_the_file_is_given_back_marked_and_uncorrected(
    site: CKANTestApp, checked: Callable[..., Any]
) -> None:
    address, _ = checked(bad_workbook(), name="diem.xlsx")
    answer = site.post(f"{address}/tep")
    assert "diem-danh-dau.xlsx" in answer.headers["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(answer.data))["Biểu 07"]
    cell = sheet.cell(3, COLUMNS.index("status") + 1)
    assert cell.value == "Operating"
    assert cell.comment is not None


def test_what_has_no_certain_correction_has_no_button(checked: Callable[..., Any]) -> None:
    _, page = checked(points("0164A", status="castle"), schema=SCHEMA)
    assert fixes(page) == {}


def test_a_file_that_is_no_table_is_not_given_back_and_the_page_says_why(
    site: CKANTestApp, checked: Callable[..., Any]
) -> None:
    address, _ = checked(b"PK\x03\x04 no workbook", schema=SCHEMA, name="t.xlsx")
    answer = site.post(f"{address}/tep", status=422)
    assert page_of(answer).find(role="alert").get_text().strip()


def test_a_copy_of_a_file_that_is_gone_is_not_made(site: CKANTestApp) -> None:
    site.post(f"{PAGE}/{'x' * 43}/sua", data={"fix": "*"}, status=404)
    assert send(site, points("0164A"))
