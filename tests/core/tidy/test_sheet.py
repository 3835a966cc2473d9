"""Recipes of kind `sheet`: a budget table with titles above, outline numbers and two languages in one cell."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dtts.errors import UnreadableFile, UsageError
from dtts.tidy import TidyResult, tidy

TABLE: list[tuple[str | float | None, ...]] = [
    ("", "Tổng số - Total", 30.0, 18.0, 12.0),
    ("I", "Chương trình mục tiêu quốc gia\nNational target programs", 20.0, 12.0, 8.0),
    (1.0, "Chương trình việc làm\nEmployment  creation program", 20.0, 12.0, 8.0),
    ("II", "Chương trình 135 - Program 135", 10.0, 6.0, 4.0),
]


def recipe(**changes: Any) -> dict[str, Any]:
    """A recipe for the small workbook of this module, whose table begins in row 4."""
    base: dict[str, Any] = {
        "kind": "sheet",
        "schema": "programme_accounts",
        "sheet": "M08+",
        "header": {"first": 3, "last": 3},
        "expects": {"A1": "QUYẾT TOÁN", "E2": "Triệu đồng"},
        "rows": {"first": 4},
        "columns": {
            "A": "number",
            "B": {"field": "name_vi", "second": "name_en", "split": ["\n", " - "]},
            "C": "total",
            "D": "investment",
            "E": "recurrent",
        },
        "outline": {
            "column": "A",
            "levels": [
                {"pattern": "", "level": 0},
                {"pattern": "[IVX]+", "level": 1},
                {"pattern": r"\d+", "level": 2},
            ],
        },
        "constants": {"account_year": "2009", "stage": "settled"},
        "given": {"line": "order", "level": "level", "source_cell": "cell"},
    }
    return base | changes


def tidied(
    tmp_path: Path, table: list[tuple[str | float | None, ...]] | None = None, **changes: Any
) -> tuple[TidyResult, list[dict[str, str]]]:
    """The result and the rows written for a workbook with this table from row 4 on."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("M08+")
    sheet["A1"], sheet["E2"] = "QUYẾT TOÁN", "Triệu đồng"
    for column, label in enumerate(("STT", "Chỉ tiêu", "Tổng số", "Vốn ĐTPT", "Vốn SN"), start=1):
        sheet.cell(row=3, column=column, value=label)
    for number, cells in enumerate(table or TABLE, start=4):
        for column, value in enumerate(cells, start=1):
            sheet.cell(row=number, column=column, value=value or None)
    book.save(tmp_path / "raw.xlsx")
    result = tidy(tmp_path / "raw.xlsx", recipe(**changes), tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        return result, list(csv.DictReader(file))


def test_printed_numbers_give_the_level(tmp_path: Path) -> None:
    _, rows = tidied(tmp_path)
    levels = [(row["line"], row["number"], row["level"]) for row in rows]
    assert levels == [("1", "", "0"), ("2", "I", "1"), ("3", "1", "2"), ("4", "II", "1")]


def test_a_label_is_cut_into_its_two_languages(tmp_path: Path) -> None:
    _, rows = tidied(tmp_path)
    assert [(row["name_vi"], row["name_en"]) for row in rows[:3]] == [
        ("Tổng số", "Total"),
        ("Chương trình mục tiêu quốc gia", "National target programs"),
        ("Chương trình việc làm", "Employment creation program"),
    ]


def test_every_row_names_the_cell_it_comes_from(tmp_path: Path) -> None:
    _, rows = tidied(tmp_path)
    assert [row["source_cell"] for row in rows] == ["M08+!C4", "M08+!C5", "M08+!C6", "M08+!C7"]


def test_noise_of_a_division_is_rounded_only_as_declared(tmp_path: Path) -> None:
    table = [("", "Tổng số", 22246200.403222002, 1e-9, None)]
    _, rows = tidied(tmp_path, table, round=6)
    assert (rows[0]["total"], rows[0]["investment"], rows[0]["recurrent"]) == ("22246200.403222", "0", "")
    _, rows = tidied(tmp_path, table)
    assert float(rows[0]["investment"]) == 1e-9


def test_figures_that_add_up_raise_no_remark(tmp_path: Path) -> None:
    result, _ = tidied(tmp_path)
    assert (result.unread, result.remarks) == ([], [])


def test_a_total_off_by_one_is_kept_and_remarked_with_its_cell(tmp_path: Path) -> None:
    result, rows = tidied(tmp_path, [("", "Tổng số", 31.0, 18.0, 12.0), *TABLE[1:]])
    assert rows[0]["total"] == "31"
    assert [fault.cell for fault in result.remarks] == ["C4"]


@pytest.mark.parametrize("number", ["IIa", "*"])
def test_a_line_outside_the_outline_is_said(tmp_path: Path, number: str) -> None:
    result, rows = tidied(tmp_path, [*TABLE[:3], (number, "Chương trình 135", 10.0, 6.0, 4.0)])
    assert len(rows) == 3
    assert [(fault.rule, fault.row) for fault in result.unread] == [("unknown-line", 7)]


def test_words_in_a_column_of_figures_are_said(tmp_path: Path) -> None:
    result, _ = tidied(tmp_path, [*TABLE[:3], ("II", "Chương trình 135", 10.0, "6 triệu", 4.0)])
    assert [(fault.rule, fault.cell) for fault in result.unread] == [("type", "D7")]


def test_content_below_the_declared_table_is_said(tmp_path: Path) -> None:
    more = [*TABLE, ("III", "Dự án mới", 1.0, 1.0, 0.0)]
    result, rows = tidied(tmp_path, more, rows={"first": 4, "last": 7})
    assert len(rows) == 4
    assert [(fault.rule, fault.row) for fault in result.remarks] == [("below-table", 8)]


def test_a_workbook_that_says_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="E2"):
        tidied(tmp_path, expects={"E2": "Tỷ đồng"})


def test_a_workbook_with_other_labels_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="column C"):
        tidied(tmp_path, labels={"A": "stt", "B": "chi tieu", "C": "du toan", "D": "von dtpt", "E": "von sn"})


def test_a_workbook_without_the_sheet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="M09"):
        tidied(tmp_path, sheet="M09")


def test_a_cell_address_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="4A"):
        tidied(tmp_path, expects={"4A": "QUYẾT TOÁN"})
