"""The sender's own workbook: what is not wrong stays as it was."""

from __future__ import annotations

import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from core.builders import no_keys
from core.corrections.sent import HEADER, ROWS, SCHEMA, back, check, write_text, write_xlsx
from dtts.corrections import EVERY_GROUP, accept, correct
from dtts.corrections.copy import mark_sheet, open_copy
from dtts.corrections.results import keep_results
from dtts.report.sheet import REPORT_SHEET
from dtts.tables import read_table
from dtts.templates import template_id, write_template


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


EXTENSION = (
    b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
    b'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    b'<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    b'<x14:dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" '
    b'errorTitle="K&#7923; &amp; n&#259;m"><x14:formula1><xm:f>Lists!$A$1:$A$3</xm:f></x14:formula1>'
    b"<xm:sqref>B2:B9 D2</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
)


def test_lists_of_another_sheet_are_kept_as_excel_stores_them(tmp_path):
    sent = write_xlsx(tmp_path / "t.xlsx")
    change(sent, lambda sheet: sheet.replace(b"</worksheet>", EXTENSION))
    back(sent, tmp_path / "out.xlsx")
    kept = openpyxl.load_workbook(tmp_path / "out.xlsx")["Biểu 03"].data_validations.dataValidation
    assert [
        (rule.type, rule.formula1, str(rule.sqref), rule.errorTitle, rule.allowBlank) for rule in kept
    ] == [("list", "Lists!$A$1:$A$3", "B2:B9 D2", "Kỳ & năm", True)]


def test_a_template_that_was_filled_in_stays_one(tmp_path):
    write_template(SCHEMA, tmp_path / "t.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "t.xlsx")
    for column, value in enumerate(["7210", "Cả năm", 1, 2, "2025-12-31", "x"], start=1):
        workbook.worksheets[0].cell(3, column, value)
    workbook.save(tmp_path / "t.xlsx")
    done = back(tmp_path / "t.xlsx", tmp_path / "out.xlsx")
    assert (done.corrected, done.left, check(tmp_path / "out.xlsx").valid) == (2, 0, True)
    assert template_id(tmp_path / "t.xlsx") is not None
    assert template_id(tmp_path / "out.xlsx") == template_id(tmp_path / "t.xlsx")
    before, after = (openpyxl.load_workbook(tmp_path / name).worksheets[0] for name in ("t.xlsx", "out.xlsx"))
    rules = [
        [(rule.type, str(rule.sqref)) for rule in sheet.data_validations.dataValidation]
        for sheet in (before, after)
    ]
    assert rules[0] == rules[1] != []
    assert after.freeze_panes == before.freeze_panes


def change(path, edit):
    """Edits the XML of a workbook's first sheet."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = edit(parts["xl/worksheets/sheet1.xml"])
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def with_formula(path, result: float):
    """Writes a formula with a stored result: openpyxl writes none."""
    workbook = openpyxl.load_workbook(path)
    workbook.active["D2"] = "=6*2"
    workbook.save(path)
    result_of = b"<f>6*2</f><v>%g</v>" % result
    for empty in (b"<f>6*2</f><v/>", b"<f>6*2</f><v></v>"):
        change(path, lambda sheet, empty=empty: sheet.replace(empty, result_of))
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


def test_a_sheet_formatted_to_its_far_end_gets_no_cells_between(tmp_path):
    sent = write_xlsx(tmp_path / "t.xlsx")
    workbook = openpyxl.load_workbook(sent)
    workbook.active["CV60000"].font = Font(bold=True)
    workbook.save(sent)
    sheet = open_copy(sent)["Biểu 03"]
    before = len(sheet._cells)
    keep_results(sheet, sent, read_table(sent, filename=sent.name, schema=SCHEMA))
    mark_sheet(sheet, SCHEMA, {}, {})
    assert len(sheet._cells) == before


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


@pytest.mark.parametrize("name", ["sent.xlsx", "sent.csv"])
def test_data_of_persons_stand_in_no_copy_and_what_hides_them_is_refused_too(tmp_path, name):
    rows = [["07210", "year", "1", "2", "2025-12-31", "gọi 0912345678"], [*ROWS[1][:5], "ông Lò Văn Páo"]]
    sent = (
        write_xlsx(tmp_path / name, rows) if name.endswith("xlsx") else write_text(tmp_path / name, ",", rows)
    )
    back(sent, tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    assert [sheet["F2"].value, sheet["F3"].value] == ["g•• ••••••••78", "ô•• L• V•• P••"]
    said = " ".join(cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment)
    assert "0912345678" not in said and "Lò Văn" not in said
    faults = check(tmp_path / "out.xlsx").faults
    assert {fault.rule for fault in faults} == {"personal-data:masked"}
