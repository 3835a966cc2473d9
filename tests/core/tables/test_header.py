"""Which row names the columns, and what is said about labels that name none."""

from __future__ import annotations

import pytest

from core.builders import check_text, field, flat, make_schema, read_text

SCHEMA = make_schema(
    field("area", title="Mã xã", title_en="Commune code", aliases=["Mã ĐVHC"], required=True),
    field("name", title="Tên xã", title_en="Commune"),
    field("plan", "number", title="Kế hoạch", title_en="Plan", unit="triệu đồng"),
    field("actual", "number", title="Thực hiện", title_en="Actual"),
)

SPELLINGS = [
    "area",
    "Mã xã",
    "MÃ XÃ",
    "ma xa",
    "Mã  xã:",
    "Commune code",
    "Mã ĐVHC",
    "mã đvhc",
    "Ma\u0303 xa\u0303",
]


@pytest.mark.parametrize("label", SPELLINGS)
def test_a_column_is_known_by_its_name_titles_and_aliases(label):
    assert read_text(f"{label},Tên xã\n07210,x\n", SCHEMA).columns == {"area": 1, "name": 2}


def test_a_unit_in_the_label_is_accepted_when_it_is_the_columns():
    assert "plan" in read_text("Mã xã,Kế hoạch (triệu đồng)\n07210,5\n", SCHEMA).columns


def test_a_unit_in_the_label_that_is_not_the_columns_is_no_match():
    report = check_text("Mã xã,Kế hoạch (tỷ đồng)\n07210,5\n", SCHEMA).report
    assert flat(report) == [("extra-column", None, "B1")]


def test_titles_may_stand_above():
    table = read_text("UBND tỉnh,,\nBiểu 03: Kết quả,,\n,,\nMã xã,Tên xã,Thực hiện\n07210,x,1\n", SCHEMA)
    assert (table.header_row, table.address(0, "area").a1) == (4, "A5")


def test_a_header_of_two_rows_is_read_by_its_lower_labels_and_by_merged_ones():
    text = "Mã xã,Tên xã,Vốn,\n,,Kế hoạch,Thực hiện\n07210,x,5,4\n"
    assert read_text(text, SCHEMA).columns == {"area": 1, "name": 2, "plan": 3, "actual": 4}


def test_a_header_of_two_rows_is_read_by_both_labels_together():
    schema = make_schema(
        field("plan_2025", title="Năm 2025 Kế hoạch"), field("plan_2026", title="Năm 2026 Kế hoạch")
    )
    text = "Năm 2025,Năm 2026\nKế hoạch,Kế hoạch\n5,4\n"
    assert read_text(text, schema).columns == {"plan_2025": 1, "plan_2026": 2}


NUMBERING = [
    ("(1),(2),(3)", []),
    ("(1),(2),(3)=(1)+(2)", []),
    ("A,B,1,2", ["numbering-row"]),
    ("1,2,3,4", ["numbering-row"]),
]


@pytest.mark.parametrize(("row", "rules"), NUMBERING)
def test_a_row_that_numbers_the_columns_is_skipped_and_a_doubtful_one_said(row, rules):
    table = read_text(
        f"Mã xã,Tên xã,Kế hoạch,Thực hiện\n{row}{',' * (3 - row.count(','))}\n07210,x,5,4\n", SCHEMA
    )
    assert table.frame["area"].to_list() == ["07210"]
    assert [group.rule for group in table.groups] == rules


def test_a_record_of_two_small_numbers_is_no_numbering():
    schema = make_schema(field("a"), field("b"))
    assert read_text("a,b\n1,2\n", schema).frame["a"].to_list() == ["1"]


LABELS = [
    ("Tên xã,Kế hoạch\nx,1\n", [("missing-column", "area", None)]),
    ("Mã xã,Mã ĐVHC\n07210,07210\n", [("duplicate-column", "area", "B1")]),
    ("Mã xã,Số liệu khác\n07210,1\n", [("extra-column", None, "B1")]),
    ("Mã xã,Số điện thoại\n07210,1\n", [("personal-column", None, "B1")]),
    ("Mã xã,,Tên xã\n07210,lạc,x\n", [("blank-label", None, "B1")]),
    ("Mã xã,,Tên xã\n07210,,x\n", []),
    ("Mã xã\n", [("no-rows", None, None)]),
    ("Họ tên,Tuổi\nA,1\n", [("header-not-found", None, None)]),
]


@pytest.mark.parametrize(("text", "expected"), LABELS)
def test_labels_that_do_not_fit_are_named(text, expected):
    found = [
        (rule, name, cell if cell and cell[0] == "B" else None)
        for rule, name, cell in flat(check_text(text, SCHEMA).report)
    ]
    assert found == expected


def test_a_missing_column_is_said_with_the_names_it_may_have():
    pattern = check_text("Tên xã,Kế hoạch\nx,1\n", SCHEMA).report.patterns[0]
    assert "“Mã ĐVHC”" in pattern.advice["vi"]


def test_an_optional_column_may_be_missing_and_is_empty_then():
    frame = check_text("Mã xã\n07210\n", SCHEMA).frame
    assert frame is not None
    assert frame.columns == ["area", "name", "plan", "actual"]
    assert frame.row(0) == ("07210", None, None, None)


STRAYS = [
    ("Tổng cộng,,12,10", "total-row"),
    (",TỔNG SỐ,12,10", "total-row"),
    (",Toàn tỉnh:,12,10", "total-row"),
    (",Ghi chú: số liệu sơ bộ,,", "note-row"),
    (",Nguồn: UBND các xã,,", "note-row"),
]


@pytest.mark.parametrize(("row", "rule"), STRAYS)
def test_totals_and_notes_are_named_once_and_not_cell_by_cell(row, rule):
    schema = make_schema(
        *[field(n, required=True, title=t) for n, t in (("area", "Mã xã"), ("name", "Tên xã"))],
        field("plan"),
        field("actual"),
    )
    assert flat(check_text(f"Mã xã,Tên xã,plan,actual\n07210,x,5,4\n{row}\n", schema).report) == [
        (rule, None, "row 3")
    ]


def test_a_record_whose_name_begins_like_a_total_stays_a_record():
    text = "Mã xã,Tên xã\n07210,Cộng Hòa\n07211,Tổng Cọt\n"
    assert read_text(text, SCHEMA).frame.height == 2


@pytest.mark.parametrize("above", ["", "Biểu 03,\n"])
def test_labels_in_two_languages_are_one_header(above):
    table = read_text(f"{above}Mã xã,Tên xã\nCommune code,Commune\n07210,x\n", SCHEMA)
    assert table.frame["area"].to_list() == ["07210"]


def test_units_below_the_labels_belong_to_the_header():
    table = read_text("Mã xã,Kế hoạch\n,(triệu đồng)\n07210,5\n", SCHEMA)
    assert (table.columns, table.frame.height) == ({"area": 1, "plan": 2}, 1)


def test_a_header_that_comes_again_is_skipped_with_a_warning_and_loses_no_row():
    table = read_text("Mã xã,Tên xã\n07210,x\nMã xã,Tên xã\n07211,y\n", SCHEMA)
    assert table.frame["area"].to_list() == ["07210", "07211"]
    assert [(group.rule, group.severity, group.faults[0].row) for group in table.groups] == [
        ("repeated-header", "warning", 3)
    ]


def test_a_record_of_a_single_sign_is_no_part_of_the_header():
    assert read_text("Mã xã,Tên xã\n,:\n07210,x\n", SCHEMA).frame["name"].to_list() == [":", "x"]
