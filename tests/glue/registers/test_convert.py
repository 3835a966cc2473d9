"""Lists of former places: pasted, sent as files and by machine; strangers' workbooks never open here."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from ckan import model
from ckan.tests.helpers import CKANTestApp
from openpyxl import Workbook, load_workbook

PAGE, API = "/dia-ban/chuyen-doi", "/api/dtts/v1/convert"


def workbook(*rows: tuple[Any, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def sent(content: bytes, name: str = "xa.xlsx") -> dict[str, Any]:
    return {"file": (io.BytesIO(content), name)}


def post(site: CKANTestApp, path: str, data: dict[str, Any], status: int = 200) -> Any:
    return site.post(path, data=data, content_type="multipart/form-data", status=status)


def results(answer: Any) -> list[list[str]]:
    table = BeautifulSoup(answer.text, "html.parser").select("main table tbody tr")
    return [[" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])] for row in table]


def test_a_pasted_list_is_converted_without_a_session_and_no_cookie_is_set(site: CKANTestApp) -> None:
    answer = post(site, PAGE, {"places": "07210\nXã Sơn Hải, Huyện Sơn Hà, Quảng Ngãi\n21142\nTân An"})
    assert "Set-Cookie" not in answer.headers
    flags = [row[1] for row in results(answer)]
    assert flags == ["Nhập nguyên vẹn", "Nhập nguyên vẹn", "Bị chia, không rõ tỷ lệ", "Cần chọn"]


def test_a_form_of_another_site_can_make_nothing_happen(site: CKANTestApp) -> None:
    before = {table.name: model.Session.execute(table.select()).all() for table in _tables()}
    post(site, PAGE, {"places": "07210"})
    assert {table.name: model.Session.execute(table.select()).all() for table in _tables()} == before


def test_a_workbook_is_given_back_with_its_own_columns_first(site: CKANTestApp) -> None:
    rows = (("STT", "Xã", "Tỉnh"), (1, "Xã Sơn Hải", "Quảng Ngãi"), (2, "=1+1", "Bắc Giang"))
    first = post(site, PAGE, sent(workbook(*rows)))
    carried = BeautifulSoup(first.text, "html.parser").find("textarea", attrs={"name": "table"})
    assert carried is not None
    again = {"table": carried.get_text(), "column": "Xã", "province_column": "Tỉnh", "want": "xlsx"}
    sheet = load_workbook(io.BytesIO(post(site, PAGE, again).data)).active
    head = [cell.value for cell in sheet[1]]
    assert head[:3] == ["STT", "Xã", "Tỉnh"]
    assert sheet[2][head.index("Mã mới")].value == "21319"


def test_the_reader_is_asked_for_the_column_when_no_heading_tells(site: CKANTestApp) -> None:
    answer = post(site, PAGE, sent("A,B\n1,Xã Sơn Hải\n".encode(), "a.csv"))
    choices = BeautifulSoup(answer.text, "html.parser").select("select[name=column] option")
    assert [choice.get_text() for choice in choices] == ["A", "B"]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"places": "07210", "on": "hôm qua"},
        {"places": "07210", "on": "2999-01-01"},
        {"places": "07210\n" * 6000},
        sent(b"PK\x03\x04 no workbook"),
        sent(b"x" * (5 * 2**20 + 1), "big.csv"),
    ],
    ids=["nothing", "no-day", "future", "many", "damaged", "large"],
)
def test_what_cannot_be_converted_is_refused_with_a_sentence(site: CKANTestApp, data: dict[str, Any]) -> None:
    answer = post(site, PAGE, data, 422)
    alert = BeautifulSoup(answer.text, "html.parser").select_one("[role=alert] p")
    assert alert is not None
    assert alert.get_text().strip()


def test_a_machine_gets_codes_flags_candidates_and_reasons(site: CKANTestApp) -> None:
    body = {"places": ["24", "21142", {"place": "Tân An", "province": "Bắc Giang"}, "Tân An"]}
    answer = site.post(API, json=body, status=200).json
    assert [one["flag"] for one in answer["results"]] == ["whole", "split", "whole", "ambiguous"]
    assert answer["counts"] == {"whole": 2, "split": 1, "ambiguous": 1}
    assert (answer["on"], len(answer["results"][3]["candidates"]) > 1) == ("2025-06-30", True)


def test_a_code_that_came_as_a_number_is_refused_since_its_zeros_are_lost(site: CKANTestApp) -> None:
    assert site.post(API, json={"places": [7210]}, status=400).json["error"]["code"] == "bad-place"


def test_the_column_of_a_file_becomes_csv(site: CKANTestApp) -> None:
    data = {**sent(b"Ten,Ma\nA,07210\nB,21142\n", "a.csv"), "column": "Ma", "format": "csv"}
    rows = list(csv.DictReader(io.StringIO(post(site, API, data).text)))
    assert [(row["Ma"], row["new_code"], row["flag"]) for row in rows] == [
        ("07210", "07210", "whole"),
        ("21142", "21136; 21157", "split"),
    ]


def _tables() -> list[Any]:
    return [
        table for name, table in model.meta.metadata.tables.items() if name in ("package", "user", "group")
    ]
