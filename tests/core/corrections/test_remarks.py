"""Remarks of an approver in the copy that is given back, beside the faults of the checks."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from dtts.corrections import Remark, accept, correct_in_child
from dtts.corrections.remarks import read_remarks
from dtts.errors import UsageError
from dtts.report.sheet import REPORT_SHEET

FIXTURES = Path(__file__).parents[2] / "fixtures" / "tables"
WORKBOOK, TEXT = FIXTURES / "five-faults.xlsx", FIXTURES / "corrected.csv"
SAID = "số hộ cao gấp mười lần tháng trước, hãy đối chiếu lại"


def given_back(path: Path, out: Path, *remarks: Remark):
    correct_in_child(
        path,
        filename=path.name,
        schema_name="output_results",
        accepted=accept(path, ()),
        out=out,
        remarks=remarks,
    )
    return openpyxl.load_workbook(out)


def test_a_cell_that_the_checks_found_right_is_marked_with_the_remark(tmp_path):
    workbook = given_back(TEXT, tmp_path / "out.xlsx", Remark("", "J3", SAID))
    cell = workbook.worksheets[0]["J3"]
    assert SAID in cell.comment.text
    assert "The approver says" in cell.comment.text
    assert cell.fill.fgColor.rgb == "FFFBE4E2"


def test_remarks_stand_above_the_faults_and_leave_them_there(tmp_path):
    workbook = given_back(WORKBOOK, tmp_path / "out.xlsx", Remark("Biểu 03", "C8", SAID))
    text = workbook["Biểu 03"]["C8"].comment.text
    assert text.index(SAID) < text.index("→")
    lines = [[str(value) for value in row] for row in workbook[REPORT_SHEET].iter_rows(values_only=True)]
    said = next(row for row in lines if any(SAID in value for value in row))
    assert "C8" in said


@pytest.mark.parametrize("remark", [Remark("Tính toán", "B2", SAID), Remark("", "", SAID)])
def test_what_concerns_no_cell_of_the_table_is_told_in_the_report_sheet_only(tmp_path, remark):
    workbook = given_back(WORKBOOK, tmp_path / "out.xlsx", remark)
    assert any(SAID in str(value) for row in workbook[REPORT_SHEET].values for value in row)
    comments = [cell.comment.text for row in workbook["Biểu 03"].rows for cell in row if cell.comment]
    assert not any(SAID in text for text in comments)


def test_a_file_of_remarks_that_is_none_says_what_it_should_be(tmp_path):
    (tmp_path / "remarks.json").write_text('[{"cell": "C3"}]', encoding="utf-8")
    with pytest.raises(UsageError, match="remarks are"):
        read_remarks(tmp_path / "remarks.json")
