"""A report asks once what would otherwise be corrected cell by cell, and each answer settles it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.builders import write_workbook
from dtts.catalogue import table_schema
from dtts.examine import examine
from dtts.questions import Question, needs_a_look, questions_of
from dtts.recognise import Recognised, recognise
from dtts.report import Report
from dtts.tables import NOTHING_SAID, Answers

ROW = {
    "point_id": "0164A",
    "name_vi": "Nhà văn hóa",
    "area_id": "VN",
    "premises": "commune_office",
    "status": "operating",
    "opened_on": "2024-03-05",
    "area_list": "kv-2021-2025",
    "commune_region": "III",
    "disadvantaged_villages": "7",
    "permanent_building": "true",
    "contact_office": "UBND",
}
POINTS = table_schema("it_support_points")


def ask(path: Path, answers: Answers = NOTHING_SAID) -> tuple[Report, tuple[Question, ...]]:
    report = examine(path, path.name, POINTS.name, path.parent / "out", answers=answers)
    seen = recognise(path, path.name) if needs_a_look(report) else Recognised()
    return report, questions_of(report, POINTS, seen)


def text(path: Path, encoding: str = "utf-8", **more: str) -> Path:
    """One point as a CSV."""
    row = {**ROW, **more}
    path.write_bytes(f"{','.join(row)}\n{','.join(row.values())}\n".encode(encoding))
    return path


def test_a_valid_table_asks_nothing(tmp_path: Path) -> None:
    report, questions = ask(text(tmp_path / "t.csv"))
    assert (report.valid, questions) == (True, ())


@pytest.mark.parametrize(
    ("value", "readings"),
    [
        ("12.345", {",": "12 nghìn 345", ".": "12 phẩy 345"}),
        ('"12,345"', {".": "12 nghìn 345", ",": "12 phẩy 345"}),
    ],
)
def test_a_number_that_may_be_two_is_asked_about_and_either_answer_settles_it(
    value: str, readings: dict[str, str], tmp_path: Path
) -> None:
    path = text(tmp_path / "t.csv", broadband_mbps=value)
    _, (question,) = ask(path)
    assert (question.kind, question.field) == ("decimal", "broadband_mbps")
    assert {choice.value: choice.label["vi"] for choice in question.choices} == readings
    for sign in readings:
        report, questions = ask(path, Answers(decimals={"broadband_mbps": sign}))
        assert (report.valid, questions) == (True, ())


def test_a_column_is_asked_about_once_however_many_cells_are_unclear(tmp_path: Path) -> None:
    rows = "".join(
        f"p{number},Tên,VN,commune_office,operating,2024-03-05,kv-2021-2025,III,7,true,UBND,1.{number}\n"
        for number in range(100, 200)
    )
    path = tmp_path / "t.csv"
    path.write_text(f"{','.join(ROW)},broadband_mbps\n{rows}")
    assert len(ask(path)[1]) == 1


def test_sheets_that_match_both_are_asked_about_by_name(tmp_path: Path) -> None:
    sheet = [list(ROW), list(ROW.values())]
    path = write_workbook(tmp_path / "t.xlsx", {"Quý I": sheet, "Quý II": sheet, "Ghi chú": [["x"]]})
    _, (question,) = ask(path)
    assert [choice.value for choice in question.choices] == ["Quý I", "Quý II", "Ghi chú"]
    assert ask(path, Answers(sheet="Quý II"))[0].source.sheet == "Quý II"


def test_a_text_whose_encoding_is_unclear_is_shown_in_each_that_it_may_be_in(tmp_path: Path) -> None:
    path = text(tmp_path / "t.csv", "latin-1", name_vi="Tªn")
    _, (question,) = ask(path)
    labels = {choice.value: choice.label["vi"] for choice in question.choices}
    assert labels["tcvn3"].startswith("0164A,Tên")
    assert ask(path, Answers(encoding="tcvn3"))[0].counts["error"] == 0


def test_a_question_is_plain_json_with_both_languages(tmp_path: Path) -> None:
    (question,) = ask(text(tmp_path / "t.csv", broadband_mbps="12.345"))[1]
    told: dict[str, Any] = question.to_dict()
    assert set(told) == {"kind", "field", "message", "choices"}
    assert set(told["message"]) == set(told["choices"][0]["label"]) == {"vi", "en"}


def test_a_column_of_another_table_is_not_asked_about(tmp_path: Path) -> None:
    report = ask(text(tmp_path / "t.csv", broadband_mbps="12.345"))[0]
    without = replace(report, faults=())
    assert questions_of(without, POINTS, Recognised()) == ()
