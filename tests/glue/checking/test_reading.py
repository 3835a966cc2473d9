"""An office's own form is read as its sender confirms on the page, and not before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from ckan.tests.helpers import CKANTestApp
from openpyxl import load_workbook

from glue.checking.test_page import SCHEMA, checked, page_of
from glue.road.forms import CONFIRMED, office_form
from glue.road.points import points

__all__ = ["checked"]

pytestmark = pytest.mark.usefixtures("work_folder", "unhurried")


@pytest.fixture
def form(site: CKANTestApp, checked: Callable[..., Any]) -> tuple[str, BeautifulSoup]:
    """The page that asks how a form is to be read, with its address."""
    _, report = checked(office_form("p1", "p2"), name="mau.xlsx", schema=SCHEMA)
    address = report.find("a", href=lambda href: bool(href) and href.endswith("/cach-doc"))["href"]
    return address, page_of(site.get(address))


def filled(page: BeautifulSoup) -> dict[str, str]:
    """What the form sends as it is shown."""
    sent = {box["name"]: box.get("value", "") for box in page.select("main form[method=post] input[name]")}
    for box in page.select("main form[method=post] select"):
        chosen = box.find("option", selected=True) or box.find("option")
        sent[box["name"]] = chosen["value"]
    return sent


def test_the_proposal_shows_each_column_with_examples_and_how_sure_it_is(
    form: tuple[str, BeautifulSoup],
) -> None:
    rows = form[1].select("table.asked tbody tr")
    text = " ".join(rows[2].get_text(" ").split())
    assert "Tên của điểm" in text
    assert "Nhà văn hóa" in text
    assert len(rows) == 13


def test_what_is_confirmed_is_how_the_file_is_read(
    site: CKANTestApp, form: tuple[str, BeautifulSoup]
) -> None:
    address, page = form
    report = page_of(site.post(address, data=filled(page) | CONFIRMED))
    assert "là bảng hợp lệ" in report.h1.get_text()
    assert "2 dòng" in report.select_one(".answer").get_text()


def test_what_nothing_says_is_asked_for_and_what_was_chosen_stays_chosen(
    site: CKANTestApp, form: tuple[str, BeautifulSoup]
) -> None:
    address, page = form
    answer = site.post(address, data=filled(page) | {"column:D": "premises"}, status=422)
    again = page_of(answer)
    assert "Mã điểm" in again.find(role="alert").get_text()
    assert filled(again)["column:D"] == "premises"


def test_a_table_with_its_own_labels_has_nothing_to_be_asked(
    site: CKANTestApp, checked: Callable[..., Any]
) -> None:
    address, report = checked(points("0164A"), schema=SCHEMA)
    assert report.find("a", href=f"{address}/cach-doc") is None
    assert "không cần khai gì thêm" in page_of(site.get(f"{address}/cach-doc")).main.get_text()


def test_a_copy_of_such_a_form_keeps_its_addresses(
    site: CKANTestApp, form: tuple[str, BeautifulSoup], tmp_path: Any
) -> None:
    address, page = form
    bad = filled(page) | CONFIRMED | {"column:E": ""}
    site.post(address, data=bad)
    (tmp_path / "copy.xlsx").write_bytes(site.post(f"{address.removesuffix('/cach-doc')}/tep").data)
    sheet = load_workbook(tmp_path / "copy.xlsx")["Biểu 07"]
    assert [sheet["A1"].value, sheet["B6"].value] == ["UBND TỈNH BẮC NINH", "p1"]
