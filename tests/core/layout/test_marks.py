"""Merged and hidden cells of both kinds of workbook, and a sheet that goes on long after its data."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from core.builders import field, make_schema, write_workbook
from core.layout.sheets import said_of
from dtts.tables import Answers, read_table
from dtts.tables.layout.marks import NO_MARKS
from dtts.tables.xls import read_xls
from dtts.tables.xlsx.marks import read_marks

BUDGET = Path(__file__).parents[3] / "schemas" / "samples" / "ministry-of-finance"
SCHEMA = make_schema(field("a", required=True), field("b", "number"))


def test_merges_and_hidden_cells_of_a_workbook_are_found(tmp_path):
    path = write_workbook(tmp_path / "t.xlsx", {"S": [["a", "b", "c"], [1, 2, 3]]})
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["S"]
    sheet.merge_cells("B1:C1")
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions.group("D", "F", hidden=True)
    workbook.save(path)
    marks = read_marks(path, "xl/worksheets/sheet1.xml")
    assert (marks.merges, marks.hidden_rows, marks.hidden_columns) == (((1, 2, 1, 3),), (2,), (4, 5, 6))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no workbook"])
def test_a_damaged_workbook_shows_nothing(tmp_path, content):
    (tmp_path / "t.xlsx").write_bytes(content)
    assert read_marks(tmp_path / "t.xlsx", "xl/worksheets/sheet1.xml") == NO_MARKS


def test_merges_of_an_old_workbook_are_found():
    sheets = {sheet.grid.name: sheet.grid for sheet in read_xls(BUDGET / "final-accounts-2009.xls").sheets}
    assert (11, 4, 11, 5) in sheets["M08+"].marks.merges


def test_cells_merged_to_the_right_of_all_labels_change_nothing(tmp_path):
    path = write_workbook(tmp_path / "t.xlsx", {"S": [["Bảng"], ["a", "b"], ["x", 1]]})
    workbook = openpyxl.load_workbook(path)
    workbook["S"].merge_cells("F1:H1")
    workbook.save(path)
    assert read_table(path, filename="t.xlsx", schema=SCHEMA).frame.rows() == [("x", "1")]


def test_hidden_cells_are_named_in_a_plain_table_too(tmp_path):
    path = write_workbook(tmp_path / "t.xlsx", {"S": [["a", "b"], ["x", 1], ["y", 2]]})
    workbook = openpyxl.load_workbook(path)
    workbook["S"].row_dimensions[3].hidden = workbook["S"].column_dimensions["B"].hidden = True
    workbook.save(path)
    table = read_table(path, filename="t.xlsx", schema=SCHEMA)
    assert table.frame["a"].to_list() == ["x", "y"]
    assert said_of(table) == [("hidden-row", 1, "3"), ("hidden-column", 1, "2")]


def test_a_sheet_formatted_down_to_row_65535_is_named_as_such():
    path = BUDGET / "final-accounts-2013.xls"
    table = read_table(path, filename=path.name, answers=Answers(sheet="M05+"))
    groups = {group.rule: group for group in table.groups}
    assert "đến dòng 65.535" in groups["empty-below"].faults[0].message["vi"]
    assert (groups["empty-below"].faults[0].row, groups["hidden-row"].count) == (29, 3)
