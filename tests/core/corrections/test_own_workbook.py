"""The sender's own workbook: what is not wrong stays as it was."""

from __future__ import annotations

import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from core.builders import no_keys
from core.corrections.sent import HEADER, SCHEMA, back, check, write_xlsx
from dtts.corrections import EVERY_GROUP, accept, correct
from dtts.report.sheet import REPORT_SHEET


@pytest.fixture
def sent(tmp_path):
    """A form with a title, merged cells, fonts, formulas with and beside the table, and another sheet."""
    workbook = openpyxl.load_workbook(write_xlsx(tmp_path / "sent.xlsx"))
    sheet = workbook.active
    sheet.insert_rows(1, 2)
    sheet["A1"] = "Biểu 03. Kết quả"
    sheet.merge_cells("A1:F1")
    sheet["A1"].font = Font(bold=True, size=14, color="FF1F3A6E")
    sheet["D4"].number_format = "#,##0"
    sheet["D4"] = 12
    sheet["E5"].comment = Comment("Người nhập ghi", "Phòng Tổng hợp")
    sheet["A4"].comment = Comment("Xem lại mã", "Phòng Tổng hợp")
    sheet.column_dimensions["B"].width = 33
    sheet.add_data_validation(DataValidation(type="list", formula1='"year,S1"', sqref="B4:B9"))
    other = workbook.create_sheet("Tính toán")
    other["A1"] = "=SUM('Biểu 03'!D4:D6)"
    workbook.save(tmp_path / "sent.xlsx")
    return tmp_path / "sent.xlsx"


def test_formats_other_sheets_and_formulas_elsewhere_stay(sent, tmp_path):
    assert back(sent, tmp_path / "out.xlsx").faithful
    workbook = openpyxl.load_workbook(tmp_path / "out.xlsx")
    sheet = workbook["Biểu 03"]
    assert workbook.sheetnames == ["Biểu 03", "Tính toán", REPORT_SHEET]
    assert workbook["Tính toán"]["A1"].value == "=SUM('Biểu 03'!D4:D6)"
    assert (sheet["A1"].font.b, sheet["A1"].font.color.rgb) == (True, "FF1F3A6E")
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:F1"]
    assert (sheet["D4"].number_format, sheet.column_dimensions["B"].width) == ("#,##0", 33)
    assert sheet.data_validations.dataValidation[0].formula1 == '"year,S1"'
    assert sheet["E5"].comment.text == "Người nhập ghi"


def test_a_comment_of_the_sender_stays_above_ours(sent, tmp_path):
    back(sent, tmp_path / "out.xlsx")
    text = openpyxl.load_workbook(tmp_path / "out.xlsx")["Biểu 03"]["A4"].comment.text
    assert text.startswith("Xem lại mã\n\n")
    assert "trước đó là “7210”" in text


def test_a_file_is_stored_under_any_name(sent, tmp_path):
    stored = sent.rename(tmp_path / "ab12")
    done = correct(
        stored, "sent.xlsx", SCHEMA, tmp_path / "out.xlsx", accept(stored, [EVERY_GROUP]), keys=no_keys
    )
    assert (done.faithful, done.left) == (True, 0)


def test_the_copy_is_valid_as_it_is(sent, tmp_path):
    back(sent, tmp_path / "out.xlsx")
    assert check(tmp_path / "out.xlsx").valid


def with_formula(path, result: float):
    """Writes a formula with a stored result: openpyxl writes none."""
    workbook = openpyxl.load_workbook(path)
    workbook.active["D2"] = "=6*2"
    workbook.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert b"<f>6*2</f><v/>" in sheet or b"<f>6*2</f><v></v>" in sheet
    for empty in (b"<f>6*2</f><v/>", b"<f>6*2</f><v></v>"):
        sheet = sheet.replace(empty, b"<f>6*2</f><v>%g</v>" % result)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {**parts, "xl/worksheets/sheet1.xml": sheet}.items():
            archive.writestr(name, content)
    return path


def test_a_formula_of_the_table_gives_way_to_its_result(tmp_path):
    sent = with_formula(write_xlsx(tmp_path / "t.xlsx"), 12)
    back(sent, tmp_path / "out.xlsx")
    assert openpyxl.load_workbook(tmp_path / "out.xlsx")["Biểu 03"]["D2"].value == 12
    assert check(tmp_path / "out.xlsx").valid


def test_a_formula_without_a_result_stays_and_is_marked(tmp_path):
    workbook = openpyxl.load_workbook(write_xlsx(tmp_path / "t.xlsx"))
    workbook.active["D2"] = "=6*2"
    workbook.save(tmp_path / "t.xlsx")
    assert back(tmp_path / "t.xlsx", tmp_path / "out.xlsx").left == 1
    cell = openpyxl.load_workbook(tmp_path / "out.xlsx")["Biểu 03"]["D2"]
    assert (cell.value, cell.fill.fill_type) == ("=6*2", "solid")


def test_a_second_round_takes_the_marks_of_the_first_away(sent, tmp_path):
    back(sent, tmp_path / "first.xlsx", "leading-zero:code")
    back(tmp_path / "first.xlsx", tmp_path / "second.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "second.xlsx")
    assert workbook.sheetnames == ["Biểu 03", "Tính toán", REPORT_SHEET]
    cell = workbook["Biểu 03"]["A4"]
    assert (cell.value, cell.fill.fill_type, cell.comment.text) == ("07210", None, "Xem lại mã")
    assert workbook["Biểu 03"]["B4"].comment.text.count("Đã sửa") == 1


def test_fills_of_the_sender_stay_in_a_workbook_without_our_report(sent, tmp_path):
    workbook = openpyxl.load_workbook(sent)
    workbook["Biểu 03"]["C4"].fill = PatternFill("solid", fgColor="FFE3F2E8")
    workbook.save(sent)
    back(sent, tmp_path / "out.xlsx")
    assert openpyxl.load_workbook(tmp_path / "out.xlsx")["Biểu 03"]["C4"].fill.fill_type == "solid"


def test_a_sheet_of_the_sender_with_the_name_of_our_report_is_kept(tmp_path):
    workbook = openpyxl.load_workbook(write_xlsx(tmp_path / "t.xlsx"))
    workbook.create_sheet(REPORT_SHEET)["A1"] = "của tôi"
    workbook.save(tmp_path / "t.xlsx")
    back(tmp_path / "t.xlsx", tmp_path / "out.xlsx")
    copy = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert copy.sheetnames == ["Biểu 03", REPORT_SHEET, f"{REPORT_SHEET} (2)"]
    assert copy[REPORT_SHEET]["A1"].value == "của tôi"


def test_the_report_sheet_is_never_taken_for_the_table(sent, tmp_path):
    back(sent, tmp_path / "out.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "out.xlsx")
    del workbook["Biểu 03"]
    for number, label in enumerate(HEADER, start=1):
        workbook[REPORT_SHEET].cell(2, number, label)
    workbook.save(tmp_path / "out.xlsx")
    assert check(tmp_path / "out.xlsx").source.sheet == "Tính toán"


def test_a_fault_inside_a_merged_cell_is_said_by_the_cell_that_shows(tmp_path):
    workbook = openpyxl.load_workbook(write_xlsx(tmp_path / "t.xlsx"))
    workbook.active.merge_cells("A3:A4")
    workbook.save(tmp_path / "t.xlsx")
    back(tmp_path / "t.xlsx", tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Biểu 03"]
    assert "A4:\n\n" in sheet["A3"].comment.text


def test_a_corrected_cell_leaves_a_font_of_an_old_encoding(tmp_path):
    workbook = openpyxl.load_workbook(write_xlsx(tmp_path / "t.xlsx"))
    workbook.active["A2"].font = Font(name=".VnTime", size=13)
    workbook.save(tmp_path / "t.xlsx")
    back(tmp_path / "t.xlsx", tmp_path / "out.xlsx")
    font = openpyxl.load_workbook(tmp_path / "out.xlsx")["Biểu 03"]["A2"].font
    assert (font.name, font.size) == ("Times New Roman", 13)


def test_a_day_is_put_in_as_a_day(sent, tmp_path):
    back(sent, tmp_path / "out.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "out.xlsx")["Biểu 03"]["E6"]
    assert (str(cell.value), cell.number_format) == ("2025-12-31 00:00:00", "dd/mm/yyyy")


def test_a_workbook_whose_styles_are_damaged_goes_back_with_its_values(tmp_path):
    sent = write_xlsx(tmp_path / "t.xlsx")
    with zipfile.ZipFile(sent) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(
        b"<cellXfs", b"<cellXfs bogus='1'><xf numFmtId='x'/><x"
    )
    with zipfile.ZipFile(sent, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    done = back(sent, tmp_path / "out.xlsx")
    assert (done.faithful, check(tmp_path / "out.xlsx").valid) == (False, True)
