"""Text of old fonts in workbooks: read by the font of its cell, said, and never taken for Unicode."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from core.builders import field, make_schema
from dtts.errors import UnreadableFile
from dtts.tables import Answers, Table, read_table

NAMES = make_schema(field("name", title="Tên"), field("note", title="Ghi chú"))
CELLS = [
    (".VnTime", "huyÖn §¨k Glong", "huyện Đăk Glong"),
    (".VnTimeH", "tØnh B¾c Giang", "TỈNH BẮC GIANG"),
    (".VnArialH", "x· M\xad\xeang NhÐ", "XÃ MƯỜNG NHÉ"),
    ("VNI-Times", "Tænh Quaûng Ngaõi", "Tỉnh Quảng Ngãi"),
    ("Times New Roman", "Xã Mường Nhé", "Xã Mường Nhé"),
    (".VnTime", "Huyện Đức Phổ", "Huyện Đức Phổ"),
    (".VnTime", "Ha Noi 07210", "Ha Noi 07210"),
]


def workbook(path: Path, cells: list[tuple[str, str]]) -> Table:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Biểu 1"
    sheet.append(["Tên", "Ghi chú"])
    for row, (font, text) in enumerate(cells, start=2):
        sheet.cell(row, 1, text).font = Font(name=font)
        sheet.cell(row, 2, 1.5)
    book.save(path)
    return read_table(path, filename="t.xlsx", schema=NAMES)


def test_each_cell_is_read_by_its_own_font(tmp_path):
    table = workbook(tmp_path / "t.xlsx", [(font, text) for font, text, _ in CELLS])
    assert table.frame["name"].to_list() == [meant for _, _, meant in CELLS]
    assert table.frame["note"].unique().to_list() == ["1.5"]


def test_the_report_names_the_sheet_the_font_and_the_first_words(tmp_path):
    table = workbook(tmp_path / "t.xlsx", [("VNI-Times", "Tænh Quaûng Ngaõi")])
    (group,) = table.groups
    assert (group.rule, group.severity) == ("encoding-detected", "warning")
    for part in ("Biểu 1", "VNI-Times", "Tænh Quaûng Ngaõi", "Tỉnh Quảng Ngãi"):
        assert part in group.faults[0].message["vi"]


def test_a_workbook_without_old_fonts_says_nothing(tmp_path):
    assert workbook(tmp_path / "t.xlsx", [("Arial", "Xã Mường Nhé")]).groups == ()


def test_letters_of_an_old_font_under_another_name_are_asked_about(tmp_path):
    words = ["huyÖn", "tØnh", "B¾c Giang", "x· M\xad\xeang NhÐ", "Phó L\xad¬ng", "L¹ng S¬n"]
    with pytest.raises(UnreadableFile) as refused:
        workbook(tmp_path / "t.xlsx", [("Arial", word) for word in words])
    assert refused.value.fault.rule == "encoding-unclear"
    assert "Lạng Mường Nhé" in refused.value.fault.message["vi"]


YEARBOOK = Path(__file__).parents[2] / "fixtures" / "yearbook-2002" / "7XHMT2002.xls"


@pytest.mark.parametrize(
    ("sheet", "label", "cells"),
    [
        ("Sheet1", "GIÁO DỤC VÀ Y TẾ", ["Education and Health"]),
        ("53", "2. Giáo dục phổ thông", ["Basic education", "Cả 3 cấp - Total", "Số lớp học - Nghìn lớp"]),
        ("55", "4. Cơ sở phòng và chữa bệnh (*)", ["Bệnh viện - Hospital"]),
    ],
)
def test_a_real_yearbook_of_2002_is_read_with_its_capitals(sheet, label, cells):
    table = read_table(YEARBOOK, filename=YEARBOOK.name, answers=Answers(sheet=sheet))
    assert table.frame.columns[0] == label
    assert set(cells) <= {cell for row in table.frame.iter_rows() for cell in row}
    assert [group.rule for group in table.groups if group.rule.startswith("encoding")] == [
        "encoding-detected"
    ]
