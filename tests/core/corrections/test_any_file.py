"""Whatever came in goes back as a workbook: every cell at its address, and what was accepted is valid."""

from __future__ import annotations

import zipfile

import openpyxl
import pytest

from core.corrections.sent import (
    CLEAN,
    FAULTY,
    HEADER,
    ROWS,
    SCHEMA,
    back,
    check,
    values,
    write_json,
    write_text,
    write_xlsx,
)
from core.ods_workbook import sheet, write_ods
from core.old_workbook import Day, write_old_workbook
from dtts.corrections.run import MOST_CELLS
from dtts.report.sheet import REPORT_SHEET

FILES = {
    "xlsx": write_xlsx,
    "csv": lambda path: write_text(path, "|"),
    "tsv": lambda path: write_text(path, "\t"),
    "json": write_json,
    "zip": lambda path: zipped(path),
    "ods": lambda path: write_ods(path, sheet("Biểu 03", [HEADER, *ROWS])),
    "xls": lambda path: write_old_workbook(path, {"Biểu 03": [HEADER, *ROWS]}),
}


def cells(report):
    return [(fault.rule, fault.cell, fault.value) for fault in report.faults if fault.cell]


def zipped(path):
    inside = write_xlsx(path.with_name("inside.xlsx"))
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(inside, "inside.xlsx")
    return path


@pytest.fixture(params=FILES)
def sent(request, tmp_path):
    return FILES[request.param](tmp_path / f"sent.{request.param}")


def test_the_corrected_copy_is_read_and_valid(sent, tmp_path):
    assert not check(sent).valid
    done = back(sent, tmp_path / "out.xlsx")
    assert (done.corrected, done.left) == (len(FAULTY), 0)
    rows = [
        [str(value) if number == 4 else value for number, value in enumerate(row)]
        for row in values(tmp_path / "out.xlsx").iter_rows()
    ]
    assert rows == CLEAN


def test_without_corrections_the_same_cells_are_wrong(sent, tmp_path):
    back(sent, tmp_path / "out.xlsx", "none:none")
    before, after = check(sent), check(tmp_path / "out.xlsx")
    assert cells(after) == cells(before)


def test_every_fault_is_coloured_and_says_so_in_both_languages(sent, tmp_path):
    back(sent, tmp_path / "out.xlsx", "none:none")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    marked = {cell.coordinate: cell for row in sheet.iter_rows() for cell in row if cell.fill.fill_type}
    assert sorted(marked) == sorted(FAULTY)
    comment = marked["A2"].comment.text
    assert "Lỗi: Mã xã 7210 thiếu số 0 ở đầu (07210).\n→ Định dạng cột là Văn bản" in comment
    assert "Error: Code 7210 has lost its leading zero (07210).\n→ Format the column as Text" in comment
    assert marked["F3"].comment.text.count("Cảnh báo: ") == 1
    assert marked["F3"].fill.fgColor.rgb != marked["A2"].fill.fgColor.rgb


def test_a_corrected_cell_has_another_colour_and_its_old_value_in_the_comment(sent, tmp_path):
    back(sent, tmp_path / "out.xlsx", "leading-zero:code")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    corrected, wrong = sheet["A2"], sheet["B2"]
    assert (corrected.value, corrected.data_type, corrected.number_format) == ("07210", "s", "@")
    assert "Đã sửa: trước đó là “7210”." in corrected.comment.text
    assert corrected.fill.fgColor.rgb != wrong.fill.fgColor.rgb


def test_text_that_looks_like_a_formula_stays_text(sent, tmp_path):
    back(sent, tmp_path / "out.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "out.xlsx")
    formulas = [
        cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ]
    assert (formulas, workbook.worksheets[0]["F2"].value) == ([], "=1+1")


def test_the_report_sheet_comes_last_and_links_to_the_cells(sent, tmp_path):
    back(sent, tmp_path / "out.xlsx", "leading-zero:code")
    workbook = openpyxl.load_workbook(tmp_path / "out.xlsx")
    data, report = workbook.worksheets[0], workbook.worksheets[-1]
    assert (report.title, workbook.active.title) == (REPORT_SHEET, REPORT_SHEET)
    links = {
        cell.value: cell.hyperlink.location for row in report.iter_rows() for cell in row if cell.hyperlink
    }
    assert links["A2"] == f"'{data.title}'!A2"
    said = [cell.value for row in report.iter_rows() for cell in row]
    assert "Đã sửa 1 ô theo đề nghị được chấp nhận; giá trị cũ ghi trong chú thích của ô." in said


def test_figures_and_days_of_a_text_file_become_figures_and_days(tmp_path):
    back(write_text(tmp_path / "t.csv", "|"), tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    assert [str(sheet[cell].value) for cell in ("D2", "D4", "E2")] == ["12", "7", "2025-12-31 00:00:00"]
    assert (sheet["A3"].value, sheet["A3"].number_format) == ("07211", "@")


def test_a_column_written_in_two_ways_stays_text_so_that_none_is_read_otherwise(tmp_path):
    path = tmp_path / "t.csv"
    lines = [f"07210|year|{value}|1|2025-12-31|x" for value in ("1.5", "2.5", "1.234,5", "12.345")]
    path.write_text("\n".join(["|".join(HEADER), *lines]) + "\n", encoding="utf-8")
    back(path, tmp_path / "out.xlsx", "none:none")
    assert [fault.rule for fault in check(path).faults] == ["mixed-numbers", "ambiguous-number"]
    assert [fault.rule for fault in check(tmp_path / "out.xlsx").faults] == [
        "mixed-numbers",
        "ambiguous-number",
    ]


def test_rows_above_the_header_and_beyond_it_keep_their_places(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(
        "Biểu 03,\n\n" + ",".join(HEADER) + "\n7210,year,1,1,2025-12-31,x,thừa\n", encoding="utf-8"
    )
    back(path, tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    assert [sheet[cell].value for cell in ("A1", "A3", "A4", "G4")] == ["Biểu 03", "Mã xã", "7210", "thừa"]


def test_a_day_of_an_old_workbook_is_a_day(tmp_path):
    sent = write_old_workbook(
        tmp_path / "t.xls", {"S": [HEADER, ["07210", "year", 1.5, 2.0, Day(46022), ""]]}
    )
    back(sent, tmp_path / "out.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]["E2"]
    assert (str(cell.value), cell.number_format) == ("2025-12-31 00:00:00", "dd/mm/yyyy")


def test_a_workbook_too_large_for_its_formatting_goes_back_with_its_values(tmp_path, monkeypatch):
    monkeypatch.setattr("dtts.corrections.run.MOST_CELLS", 3)
    assert MOST_CELLS > 3
    done = back(write_xlsx(tmp_path / "t.xlsx"), tmp_path / "out.xlsx")
    assert (done.faithful, done.corrected, check(tmp_path / "out.xlsx").valid) == (False, len(FAULTY), True)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[-1]
    assert any("định dạng của tệp gốc không giữ được" in str(cell.value) for cell in sheet["A"])


def test_comments_are_bounded_and_colours_are_not(tmp_path):
    path = tmp_path / "t.csv"
    rows = [f"{1000 + number},year,1,1,2025-12-31,x" for number in range(1500)]
    path.write_text(",".join(HEADER) + "\n" + "\n".join(rows) + "\n", encoding="utf-8")
    assert back(path, tmp_path / "out.xlsx").corrected == 1500
    column = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]["A"][1:]
    assert sum(cell.comment is not None for cell in column) == 1000
    assert {(len(cell.value), cell.fill.fill_type) for cell in column} == {(5, "solid")}


def test_the_schema_of_these_tests_proposes_in_every_column():
    assert {field.name for field in SCHEMA.fields} == {"code", "period", "value", "count", "day", "note"}


def test_a_fault_of_a_whole_row_is_marked_and_linked_in_its_first_column(tmp_path):
    path = tmp_path / "t.csv"
    row = "07210|year|1|1|2025-12-31|x"
    path.write_text("\n".join(["|".join(HEADER), row, row]) + "\n", encoding="utf-8")
    back(path, tmp_path / "out.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert "giống hệt dòng 2" in workbook.worksheets[0]["A3"].comment.text.lower()
    links = [
        cell.hyperlink.location
        for row in workbook.worksheets[-1].iter_rows()
        for cell in row
        if cell.hyperlink
    ]
    assert links == ["'Thử'!A3"]
