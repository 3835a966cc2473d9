"""Workbooks: what a cell is, which sheet is meant, and what Excel did to codes and days."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from core.builders import field, flat, make_schema, no_keys, write_workbook
from dtts.checks import check_table
from dtts.errors import UnreadableFile
from dtts.tables import Answers, read_table

SCHEMA = make_schema(
    field("code", pattern=r"\d{5}", required=True, title="Mã xã"),
    field("name", title="Tên xã"),
    field("value", "number"),
    field("day", "date"),
)
MIDNIGHT = dt.datetime.fromisoformat("2025-07-01")
HEAD = ["Mã xã", "Tên xã", "value", "day"]


def check(path: Path, schema=SCHEMA, **said):
    table = read_table(path, filename="t.xlsx", schema=schema, answers=Answers(**said))
    return check_table(table, schema, keys=no_keys)


def cells(tmp_path, *rows, change=None):
    """The verdict on one sheet; `change` does to the sheet what rows of values cannot."""
    path = write_workbook(tmp_path / "t.xlsx", {"Biểu 03": [HEAD, *rows]})
    if change:
        workbook = openpyxl.load_workbook(path)
        change(workbook)
        workbook.save(path)
    return check(path)


def test_values_keep_what_the_workbook_says_they_are(tmp_path):
    frame = cells(tmp_path, ["07210", "Đa Mai", 0.1 + 0.2, dt.date(2025, 7, 1)]).frame
    assert frame is not None and frame.row(0) == ("07210", "Đa Mai", 0.3, dt.date(2025, 7, 1))


def test_a_code_that_became_a_number_is_named_with_what_it_was(tmp_path):
    fault = cells(tmp_path, [7210, "x", 1, None]).report.faults[0]
    assert (fault.rule, fault.cell, fault.proposed) == ("leading-zero", "A2", "07210")
    assert fault.message["vi"] == ('Trang tính "Biểu 03", ô A2: mã xã 7210 thiếu số 0 ở đầu (07210)')


def test_a_code_that_only_looks_padded_by_its_format_has_lost_its_zero_too(tmp_path):
    def show_five_digits(workbook):
        workbook["Biểu 03"]["A2"].number_format = "00000"

    assert flat(cells(tmp_path, [7210, "x", 1, None], change=show_five_digits).report) == [
        ("leading-zero", "code", "A2")
    ]


CODES = [
    (dt.date(2025, 2, 1), "date-in-text"),
    (123456789012, "code-as-number"),
    (1e20, "code-as-number"),
    (72101.5, "pattern"),
]


@pytest.mark.parametrize(("value", "rule"), CODES)
def test_what_excel_makes_of_codes_is_refused(tmp_path, value, rule):
    assert flat(cells(tmp_path, [value, "x", 1, None]).report)[0] == (rule, "code", "A2")


DAYS = [
    (45839, dt.date(2025, 7, 1)),
    (MIDNIGHT, dt.date(2025, 7, 1)),
    ("01/07/2025", dt.date(2025, 7, 1)),
    ("2025-07-01", dt.date(2025, 7, 1)),
]


@pytest.mark.parametrize(("value", "day"), DAYS)
def test_a_day_is_read_however_the_sheet_holds_it(tmp_path, value, day):
    frame = cells(tmp_path, ["07210", "x", 1, value]).frame
    assert frame is not None and frame["day"].to_list() == [day]


@pytest.mark.parametrize("value", [2025, 20250701, 45839.5, MIDNIGHT.replace(hour=10), True])
def test_a_number_that_is_no_day_is_a_fault(tmp_path, value):
    assert flat(cells(tmp_path, ["07210", "x", 1, value]).report) == [("type", "day", "D2")]


def test_a_workbook_that_counts_from_1904_is_read_so(tmp_path):
    def from_1904(workbook):
        workbook.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    frame = cells(tmp_path, ["07210", "x", 1, 44377], change=from_1904).frame
    assert frame is not None and frame["day"].to_list() == [dt.date(2025, 7, 1)]


def test_an_error_and_a_formula_without_its_result_are_named(tmp_path):
    def spoil(workbook):
        sheet = workbook["Biểu 03"]
        sheet["C2"] = "=1+1"
        sheet["C3"].value, sheet["C3"].data_type = "#N/A", "e"
        sheet["A3"].value, sheet["A3"].data_type = "#REF!", "e"

    report = cells(tmp_path, ["07210", "x", None, None], ["07211", "y", None, None], change=spoil).report
    assert flat(report) == [
        ("formula-without-value", "value", "C2"),
        ("error-cell", "code", "A3"),
        ("error-cell", "value", "C3"),
    ]
    assert "#REF!" in report.faults[1].message["en"]


def test_ambiguity_is_a_matter_of_text_and_not_of_numbers(tmp_path):
    assert cells(tmp_path, ["07210", "x", 12.345, None]).report.valid
    assert flat(cells(tmp_path, ["07210", "x", "12.345", None]).report) == [
        ("ambiguous-number", "value", "C2")
    ]


def test_a_cell_to_the_right_of_the_table_is_named(tmp_path):
    assert flat(cells(tmp_path, ["07210", "x", 1, None, "lạc"]).report) == [("extra-cell", None, "E2")]


def test_a_table_may_begin_anywhere(tmp_path):
    path = write_workbook(
        tmp_path / "t.xlsx", {"S": [[], ["Biểu"], [], [None, None, *HEAD], [None, None, "7210", "x", 1]]}
    )
    assert flat(check(path).report) == [("leading-zero", "code", "C5")]


def test_a_table_right_of_blank_columns_keeps_its_addresses(tmp_path):
    path = write_workbook(tmp_path / "t.xlsx", {"S": [[None, None, *HEAD], [None, None, "7210", "x", 1]]})
    workbook = openpyxl.load_workbook(path)
    workbook["S"]["E2"].value, workbook["S"]["E2"].data_type = "#N/A", "e"
    workbook.save(path)
    assert flat(check(path).report) == [("leading-zero", "code", "C2"), ("error-cell", "value", "E2")]


def test_the_sheet_with_the_tables_columns_is_chosen(tmp_path):
    path = write_workbook(
        tmp_path / "t.xlsx", {"Ghi chú": [["Đọc trước"]], "Số liệu": [HEAD, ["07210", "x", 1, None]]}
    )
    assert check(path).report.source.sheet == "Số liệu"


def test_two_sheets_that_have_them_are_a_question(tmp_path):
    path = write_workbook(tmp_path / "t.xlsx", {"Quý 1": [HEAD, ["07210"]], "Quý 2": [HEAD, ["07211"]]})
    with pytest.raises(UnreadableFile, match="“Quý 1”, “Quý 2”"):
        check(path)


def test_the_senders_choice_of_a_sheet_settles_it(tmp_path):
    path = write_workbook(tmp_path / "t.xlsx", {"Quý 1": [HEAD, ["07210"]], "Quý 2": [HEAD, ["07211"]]})
    frame = check(path, sheet="Quý 2").frame
    assert frame is not None and frame["code"].to_list() == ["07211"]


def test_a_sheet_that_does_not_exist_is_said_with_those_that_do(tmp_path):
    path = write_workbook(tmp_path / "t.xlsx", {"Quý 1": [HEAD, ["07210"]]})
    with pytest.raises(UnreadableFile, match="“Quý 1”"):
        check(path, sheet="Quý 3")


def test_a_hidden_sheet_is_not_taken(tmp_path):
    path = write_workbook(tmp_path / "t.xlsx", {"Cũ": [HEAD, ["07210"]], "Mới": [HEAD, ["07211"]]})
    workbook = openpyxl.load_workbook(path)
    workbook["Cũ"].sheet_state = "hidden"
    workbook.save(path)
    assert check(path).report.source.sheet == "Mới"


def test_without_a_schema_the_first_sheet_with_cells_is_read(tmp_path):
    path = write_workbook(tmp_path / "t.xlsx", {"Trống": [], "S": [["a", "b"], [1, "x"]]})
    table = read_table(path, filename="t.xlsx")
    assert (table.sheet, table.frame.rows()) == ("S", [("1", "x")])


def add_list_and_colours(workbook):
    sheet = workbook.worksheets[0]
    names = DataValidation(type="list", formula1='"Đa Mai,Tân An"', allow_blank=True)
    names.add("B2:B100")
    sheet.add_data_validation(names)
    sheet.conditional_formatting.add("C2:C100", FormulaRule(formula=["C2>1"], font=Font(bold=True)))


def test_drop_down_lists_and_coloured_cells_are_no_cells(tmp_path):
    checked = cells(tmp_path, ["07210", "Đa Mai", 2, None], change=add_list_and_colours)
    assert checked.report.valid and checked.report.source.rows == 1


def test_a_table_that_does_not_begin_in_column_a_keeps_its_addresses(tmp_path):
    workbook = openpyxl.Workbook()
    for cell, value in {"C3": "Mã xã", "D3": "value", "C4": "7210", "D4": 1}.items():
        workbook.active[cell] = value
    workbook.save(tmp_path / "t.xlsx")
    table = read_table(tmp_path / "t.xlsx", filename="t.xlsx")
    assert (table.columns, table.rows.to_list()) == ({"Mã xã": 3, "value": 4}, [4])
