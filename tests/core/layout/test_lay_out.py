"""A sheet as a person confirmed it: records with the place of every cell, and nothing left out silently."""

from __future__ import annotations

import pytest

from core.builders import flat, no_keys
from core.layout.sheets import SCHEMA, laid_out, mapping, rows_of, said_of
from dtts.checks import check_table
from dtts.errors import UnreadableFile, UsageError
from dtts.tables import Answers, read_table
from dtts.tables.layout import SheetMapping

OUTLINE = {
    "column": "A",
    "levels": [
        {"pattern": "[IVX]+", "use": "parent", "field": "region"},
        {"pattern": r"\d+", "level": 2},
    ],
}
REGIONS = [
    ["STT", "Tỉnh", "Số liệu"],
    [None, "TỔNG SỐ", 30],
    ["I", "ĐÔNG BẮC", 10],
    [1, "Hà Giang", 4],
    [2, "Cao Bằng", 6],
    ["II", "TÂY BẮC", 20],
    [3, "Sơn La", 20],
    ["Ghi chú: số liệu đã quyết toán"],
]
BY_REGION = mapping({"B": "name", "C": "value"}, outline=OUTLINE, leave_out=["total", "note"])


def test_headings_of_an_outline_become_a_column_of_the_records_below_them(tmp_path):
    table = laid_out(tmp_path, REGIONS, BY_REGION)
    assert rows_of(table, "region", "name", "value") == [
        ("ĐÔNG BẮC", "Hà Giang", "4"),
        ("ĐÔNG BẮC", "Cao Bằng", "6"),
        ("TÂY BẮC", "Sơn La", "20"),
    ]
    assert [table.address(2, name).a1 for name in ("region", "name", "value")] == ["B6", "B7", "C7"]


def test_totals_and_notes_are_left_out_by_name(tmp_path):
    table = laid_out(tmp_path, REGIONS, BY_REGION)
    assert said_of(table) == [("left-out-row", 1, "2"), ("left-out-row", 1, "8")]
    assert "“TỔNG SỐ” là dòng tổng" in table.groups[0].faults[0].message["vi"]


def test_a_row_of_no_declared_level_is_a_fault(tmp_path):
    rows = [*REGIONS[:-1], ["*", "Nơi khác", 1]]
    assert ("unknown-line", 1, "8") in said_of(laid_out(tmp_path, rows, BY_REGION))


def test_a_heading_ends_with_the_next_one_above_it(tmp_path):
    outline = {
        "column": "A",
        "levels": [
            {"pattern": "[A-D]", "use": "parent", "field": "sex"},
            {"pattern": "[IVX]+", "use": "parent", "field": "region"},
            {"pattern": r"\d+"},
        ],
    }
    rows = [["", "n", "v"], ["A", "Nam"], ["I", "Đông"], [1, "x", 1], ["B", "Nữ"], [1, "y", 2]]
    table = laid_out(tmp_path, rows, mapping({"B": "name", "C": "value"}, outline=outline))
    assert rows_of(table, "sex", "region", "name") == [("Nam", "Đông", "x"), ("Nữ", None, "y")]


WIDE = [
    ["Tỉnh", 2009, 2010, None],
    [None, "Nam", "Nam", "Nữ"],
    ["Hà Giang", 1, 2, 3],
    ["Cao Bằng", 4, None, ".."],
]
LONG = {
    "A": "name",
    "B": {"field": "value", "with": {"year": "2009", "sex": "M"}},
    "C": {"field": "value", "with": {"year": "2010", "sex": "M"}},
    "D": {"field": "value", "with": {"year": "2010", "sex": "F"}},
}
TWO_ROWS = {"header": {"first": 1, "last": 2}, "rows": {"first": 3}}


def test_years_and_sexes_side_by_side_become_rows(tmp_path):
    said = mapping(LONG, **TWO_ROWS, markers={"..": {"status": "O"}}, constants={"status": "A"})
    table = laid_out(tmp_path, WIDE, said)
    assert rows_of(table, "name", "year", "sex", "value", "status") == [
        ("Hà Giang", "2009", "M", "1", "A"),
        ("Hà Giang", "2010", "M", "2", "A"),
        ("Hà Giang", "2010", "F", "3", "A"),
        ("Cao Bằng", "2009", "M", "4", "A"),
        ("Cao Bằng", "2010", "F", None, "O"),
    ]


def test_every_cell_of_a_wide_table_keeps_its_own_place(tmp_path):
    said = mapping(LONG, **TWO_ROWS, markers={"..": {"status": "O"}}, constants={"status": "A"})
    table = laid_out(tmp_path, WIDE, said)
    assert [table.address(row, "value").a1 for row in range(4)] == ["B3", "C3", "D3", "B4"]
    assert (table.address(1, "name").a1, table.address(1, "year").a1) == ("A3", "C2")
    assert (table.address(4, "status").a1, table.address(0, "status").a1) == ("D4", None)


def test_a_fault_in_a_wide_table_names_the_cell_that_people_see(tmp_path):
    rows = [*WIDE[:2], ["Hà Giang", 1, "hai", 3]]
    report = check_table(laid_out(tmp_path, rows, mapping(LONG, **TWO_ROWS)), SCHEMA, keys=no_keys).report
    assert flat(report) == [("type", "value", "C3")]


def test_a_table_with_two_figures_a_year_gives_one_record_a_year(tmp_path):
    columns = {
        "A": "name",
        "B": {"field": "value", "with": {"year": "2021"}},
        "C": {"field": "other", "with": {"year": "2021"}},
        "D": {"field": "value", "with": {"year": "2022"}},
    }
    table = laid_out(tmp_path, [["t", "KH", "TH", "KH"], ["x", 1, 2, 3]], mapping(columns))
    assert rows_of(table, "year", "value", "other") == [("2021", "1", "2"), ("2022", "3", None)]


def test_the_rows_of_two_languages_are_one_record(tmp_path):
    rows = [["", "1995"], ["Số lớp học - Classes"], ["Mẫu giáo"], ["Kindergarten", 3], ["Cả nước - All", 5]]
    columns = {"A": {"field": "name", "second": "name_en", "split": ["\n", " - "]}, "B": "value"}
    table = laid_out(tmp_path, rows, mapping(columns, paired_rows=True, leave_out=["section"]))
    assert rows_of(table, "name", "name_en", "value") == [
        ("Mẫu giáo", "Kindergarten", "3"),
        ("Cả nước", "All", "5"),
    ]
    assert said_of(table) == [("left-out-row", 1, "2")]


def test_words_stand_for_what_a_person_said_they_mean(tmp_path):
    words = {"Sơ bộ 2002": {"year": "2002", "status": "P"}}
    columns = {"A": {"field": "year", "words": words}, "B": "value"}
    table = laid_out(tmp_path, [["", "v"], [2001, 1], ["Sơ bộ 2002", 2]], mapping(columns))
    assert rows_of(table, "year", "status") == [("2001", None), ("2002", "P")]


def test_the_reader_gives_order_level_and_cell(tmp_path):
    said = {**BY_REGION, "given": {"line": "order", "level": "level", "source_cell": "cell"}}
    assert rows_of(laid_out(tmp_path, REGIONS, said), "line", "level", "source_cell")[1:] == [
        ("2", "2", "Biểu 1!C5"),
        ("3", "2", "Biểu 1!C7"),
    ]


def test_figures_are_converted_to_the_unit_of_their_field_exactly_and_it_is_said(tmp_path):
    table = laid_out(tmp_path, [["t", "v"], ["x", 0.1], ["y", 7]], mapping(units={"value": "tỷ đồng"}))
    assert table.frame["value"].to_list() == ["100", "7000"]
    assert said_of(table) == [("unit-converted", 1, "B1")]


@pytest.mark.parametrize(("decimal", "value"), [(",", "1234500"), (".", None)])
def test_text_is_converted_when_its_decimal_sign_is_known(tmp_path, decimal, value):
    said = mapping(units={"value": "tỷ đồng"})
    table = laid_out(tmp_path, [["t", "v"], ["x", "1.234,5"]], said, decimal=decimal)
    assert table.frame["value"].to_list() == [value or "1.234,5"]


def test_text_of_an_unknown_decimal_sign_is_a_fault_and_stays(tmp_path):
    table = laid_out(tmp_path, [["t", "v"], ["x", "12.345"]], mapping(units={"value": "tỷ đồng"}))
    assert (table.frame["value"].to_list(), said_of(table)[1]) == (["12.345"], ("unit-unclear", 1, "B2"))


def test_a_unit_of_another_kind_is_misuse(tmp_path):
    with pytest.raises(UsageError, match="measures something else"):
        laid_out(tmp_path, [["t", "v"], ["x", 1]], mapping(units={"value": "người"}))


def test_two_columns_of_one_field_may_not_contradict_each_other(tmp_path):
    columns = {"A": "name", "B": "name", "C": "value"}
    table = laid_out(
        tmp_path, [["", "", "v"], ["x", None, 1], [None, "y", 2], ["z", "w", 3]], mapping(columns)
    )
    assert table.frame["name"].to_list() == ["x", "y", "z"]
    assert said_of(table) == [("two-cells", 1, "B4")]


def test_a_column_that_is_not_used_is_named(tmp_path):
    said = mapping({"A": "name", "C": "value"}, labels={"A": "t", "B": "so khac", "C": "v"})
    table = laid_out(tmp_path, [["t", "Số khác", "v"], ["x", 9, 1]], said)
    assert said_of(table) == [("left-out-column", 1, "B1")]


def test_rows_below_the_chosen_table_are_named(tmp_path):
    rows = [["t", "v"], ["x", 1], [], ["Bảng hai"], ["y", 2]]
    table = laid_out(tmp_path, rows, mapping(rows={"first": 2, "last": 2}))
    assert (table.frame.height, said_of(table)) == (1, [("below-table", 2, "4")])


def test_a_required_field_that_nothing_gives_is_missing(tmp_path):
    table = laid_out(tmp_path, [["t", "v"], ["x", 1]], mapping({"B": "value"}))
    assert said_of(table)[0][0] == "missing-column"


def test_hidden_rows_and_columns_are_read_and_named(tmp_path):
    def hide(sheet):
        sheet.row_dimensions[3].hidden = sheet.column_dimensions["A"].hidden = True

    table = laid_out(tmp_path, [["t", "v"], ["x", 1], ["y", 2]], mapping(), hide)
    assert table.frame["name"].to_list() == ["x", "y"]
    assert said_of(table) == [("hidden-row", 1, "3"), ("hidden-column", 1, "1")]


LABELLED = mapping(labels={"A": "ten tinh", "B": "nam 2013"})


def test_a_header_that_moved_with_its_labels_is_the_same(tmp_path):
    rows = [["SỞ TÀI CHÍNH"], [], ["Tên tỉnh", "Năm 2013"], ["x", 1]]
    table = laid_out(tmp_path, rows, LABELLED)
    assert (table.header_row, table.address(0, "value").a1) == (3, "B4")


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        (["Tên tỉnh", "Năm 2014"], "cột B trước là “nam 2013”, nay là “nam 2014”"),
        (["Năm 2013", "Tên tỉnh"], "cột A"),
        (["Tên tỉnh", "Năm 2013", "Ghi chú"], "cột C trước là “…”"),
    ],
)
def test_a_changed_layout_is_asked_about_again(tmp_path, labels, said):
    with pytest.raises(UnreadableFile) as refused:
        laid_out(tmp_path, [labels, ["x", 1, None]], LABELLED)
    assert refused.value.fault.rule == "layout-changed"
    assert said in refused.value.fault.message["vi"]


def test_the_labels_are_those_of_merged_cells(tmp_path):
    def merge(sheet):
        sheet.merge_cells("B1:C1")

    labels = {"A": "tinh", "B": "nam nam", "C": "nam nu", "D": "tong"}
    rows = [["Tỉnh", "Năm", None, None], [None, "Nam", "Nữ", "Tổng"], ["x", 1, 2, 3]]
    columns = {"A": "name", "D": "value"}
    table = laid_out(tmp_path, rows, mapping(columns, **TWO_ROWS, labels=labels), merge)
    assert rows_of(table, "name", "value") == [("x", "3")]


def test_a_mapping_that_gives_an_unknown_field_is_misuse(tmp_path):
    with pytest.raises(UsageError, match="no column amount"):
        laid_out(tmp_path, [["t", "v"], ["x", 1]], mapping({"A": "name", "B": "amount"}))


def test_a_text_file_is_read_by_a_mapping_too(tmp_path):
    (tmp_path / "t.csv").write_text(
        "Poverty rate, by province\n\nTên;2009;2010\nx;1,5;..\n", encoding="utf-8"
    )
    columns = {
        "A": "name",
        "B": {"field": "value", "with": {"year": "2009"}},
        "C": {"field": "value", "with": {"year": "2010"}},
    }
    said = {
        "header": {"first": 3, "last": 3},
        "rows": {"first": 4},
        "columns": columns,
        "labels": {"A": "ten", "B": "2009", "C": "2010"},
        "markers": {"..": {"status": "O"}},
    }
    answers = Answers(mapping=SheetMapping.from_dict(said))
    table = read_table(tmp_path / "t.csv", filename="t.csv", schema=SCHEMA, answers=answers)
    assert rows_of(table, "name", "year", "value", "status") == [
        ("x", "2009", "1,5", None),
        ("x", "2010", None, "O"),
    ]
    assert table.address(1, "status").a1 == "C4"
