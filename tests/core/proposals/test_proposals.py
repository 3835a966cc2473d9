"""What is proposed of a sheet: how sure and why, what is asked, and that nothing is applied unconfirmed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from core.builders import field, flat, make_schema, no_keys, write_workbook
from dtts.catalogue import table_schema
from dtts.checks import check_table
from dtts.errors import UnreadableFile, UsageError
from dtts.proposals import Proposal, confirm, for_the_next_file, propose
from dtts.tables import Answers, read_table
from dtts.templates import write_template

SAMPLES = Path(__file__).parents[3] / "schemas" / "samples"
SEXES = {
    "M": {"vi": "Nam", "en": "Male"},
    "F": {"vi": "Nữ", "en": "Female"},
    "_T": {"vi": "Chung", "en": "Both"},
}
AREA = {"pattern": r"^(VN|\d{2}@pre-2025-07|\d{2}@since-2025-07)$"}


def sexes() -> dict[str, Any]:
    return {**field("sex", title="Giới tính", enum=[*SEXES], required=True), "dtts:enumLabels": SEXES}


SCHEMA = make_schema(
    field("area", title="Mã tỉnh", required=True, **AREA),
    field("year", "year", title="Năm", required=True),
    sexes(),
    field("pupils", "number", title="Số học sinh", aliases=["Học sinh"]),
    field("money", "number", title="Kinh phí", unit="triệu đồng"),
    field("status", title="Tình trạng", enum=["A", "O"]),
    field("region", title="Vùng"),
)


def proposed(
    folder: Path, *rows: list[Any], schema=SCHEMA, change=None, sheets=None, **said: Any
) -> Proposal:
    path = write_workbook(folder / "t.xlsx", sheets or {"Biểu 1": rows})
    if change:
        workbook = openpyxl.load_workbook(path)
        change(workbook.worksheets[0])
        workbook.save(path)
    proposal = propose(path, "t.xlsx", schema, Answers(**said))
    assert Proposal.from_dict(proposal.to_dict()) == proposal
    return proposal


def values(proposal: Proposal, kind: str) -> dict[str, str]:
    return {part.name: part.value for part in proposal.of(kind)}


TITLED = [
    ["SỞ GIÁO DỤC TỈNH BẮC GIANG"],
    ["HỌC SINH DÂN TỘC NĂM 2019"],
    [None, None, "ĐVT: tỷ đồng"],
    ["Tỉnh", "Học sinh", "Kinh phí"],
    ["Hà Giang", 10, 1.5],
    ["Cao Bằng", 20, 2.5],
]


def test_columns_are_matched_by_name_by_alias_and_by_what_stands_in_them(tmp_path):
    proposal = proposed(tmp_path, *TITLED)
    assert values(proposal, "column") == {"column:A": "area", "column:B": "pupils", "column:C": "money"}
    scores = {part.name: (part.score, part.why["vi"]) for part in proposal.of("column")}
    assert scores["column:C"] == (1.0, "trùng tên cột của bảng")
    assert scores["column:B"] == (0.97, "trùng tên khác của cột")
    assert scores["column:A"] == (0.75, "giá trị là tên địa bàn")


def test_period_and_unit_are_found_in_titles_with_their_cells(tmp_path):
    proposal = proposed(tmp_path, *TITLED)
    found = {
        part.name: (part.value, part.cell) for part in proposal.parts if part.kind in ("constant", "unit")
    }
    assert found["constant:year"] == ("2019", "A2")
    assert found["unit:money"] == ("tỷ đồng", "C3")


def test_what_nothing_says_is_asked_and_cannot_be_passed_over(tmp_path):
    schema = make_schema(field("pupils", "number"), field("year", "year", required=True))
    proposal = proposed(tmp_path, ["Tỉnh", "pupils"], ["x", 1], schema=schema)
    assert [part.name for part in proposal.open] == ["constant:year"]
    with pytest.raises(UsageError, match="constant:year"):
        confirm(proposal, {})


def test_nothing_is_applied_before_it_is_confirmed(tmp_path):
    proposed(tmp_path, *TITLED)
    table = read_table(tmp_path / "t.xlsx", filename="t.xlsx", schema=SCHEMA)
    assert "area" not in table.frame.columns


def test_what_was_confirmed_reads_this_file_and_the_next_one_of_its_layout(tmp_path):
    answers = confirm(proposed(tmp_path, *TITLED), {"constant:sex": "_T"})
    table = read_table(tmp_path / "t.xlsx", filename="t.xlsx", schema=SCHEMA, answers=answers)
    assert table.frame.select("area", "year", "sex", "pupils", "money").rows() == [
        ("02@pre-2025-07", "2019", "_T", "10", "1500"),
        ("04@pre-2025-07", "2019", "_T", "20", "2500"),
    ]
    report = check_table(table, SCHEMA, keys=no_keys).report
    assert [fault for fault in flat(report) if fault[0] != "unit-converted"] == []
    write_workbook(tmp_path / "next.xlsx", {"Quý 2": [[], *TITLED[:4], ["Sơn La", 5, 1]]})
    saved = Answers.from_dict(answers.to_dict())
    with pytest.raises(UnreadableFile, match="Biểu 1"):
        read_table(tmp_path / "next.xlsx", filename="next.xlsx", schema=SCHEMA, answers=saved)
    moved = Answers(sheet="Quý 2", mapping=saved.mapping)
    following = read_table(tmp_path / "next.xlsx", filename="next.xlsx", schema=SCHEMA, answers=moved)
    assert following.frame["pupils"].to_list() == ["5"]


def test_another_year_or_unit_in_the_titles_of_the_next_file_is_asked_about(tmp_path):
    answers = confirm(proposed(tmp_path, *TITLED), {"constant:sex": "_T"})
    for row, text in ((1, "HỌC SINH DÂN TỘC NĂM 2020"), (2, "ĐVT: triệu đồng")):
        rows = [list(cells) for cells in TITLED]
        rows[row][-1] = text
        write_workbook(tmp_path / "next.xlsx", {"Biểu 1": rows})
        with pytest.raises(UnreadableFile) as refused:
            read_table(tmp_path / "next.xlsx", filename="next.xlsx", schema=SCHEMA, answers=answers)
        assert refused.value.fault.rule == "cell-changed"
        assert text in refused.value.fault.message["vi"]


def test_a_period_that_only_a_person_said_is_not_kept_for_the_next_file(tmp_path):
    untitled = TITLED[3:]
    form = {"constant:year": "2019", "constant:sex": "_T", "unit:money": "đồng"}
    mapping = confirm(proposed(tmp_path, *untitled), form).mapping
    assert mapping is not None
    assert for_the_next_file(mapping, SCHEMA).constants == {"sex": "_T"}
    titled = confirm(proposed(tmp_path, *TITLED), {"constant:sex": "_T"}).mapping
    assert titled is not None and for_the_next_file(titled, SCHEMA) == titled


def test_a_person_may_correct_every_part(tmp_path):
    form = {
        "constant:sex": "F",
        "constant:year": "2020",
        "column:C": "",
        "column:B": "money",
        "unit:money": "đồng",
    }
    mapping = confirm(proposed(tmp_path, *TITLED), form).mapping
    assert mapping is not None
    assert {number: uses[0].field for number, uses in mapping.columns.items()} == {1: "area", 2: "money"}
    assert (mapping.constants, mapping.units) == ({"year": "2020", "sex": "F"}, {"money": "đồng"})


def test_a_constant_is_not_asked_for_when_a_column_was_chosen_to_give_it(tmp_path):
    rows = [["Tỉnh", "Học sinh", "Kỳ học"], ["Hà Giang", 10, 2019]]
    form = {"column:C": "year", "constant:sex": "_T", "unit:money": "đồng"}
    mapping = confirm(proposed(tmp_path, *rows), form).mapping
    assert mapping is not None and mapping.columns[3][0].field == "year"


def test_an_answer_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(UsageError, match="no answer to column:B"):
        confirm(proposed(tmp_path, *TITLED), {"column:B": "teachers"})


def test_years_and_sexes_side_by_side_are_proposed_as_one_column_of_figures(tmp_path):
    def merge(sheet):
        sheet.merge_cells("B1:C1")
        sheet.merge_cells("D1:E1")

    rows = [["Tỉnh", 2019, None, 2020], [None, "Nam", "Nữ", "Nam", "Nữ"], ["Hà Giang", 1, 2, 3, 4]]
    proposal = proposed(tmp_path, *rows, change=merge)
    assert values(proposal, "column") == {
        "column:A": "area",
        "column:B": "pupils|year=2019|sex=M",
        "column:C": "pupils|year=2019|sex=F",
        "column:D": "pupils|year=2020|sex=M",
        "column:E": "pupils|year=2020|sex=F",
    }
    table = read_table(tmp_path / "t.xlsx", filename="t.xlsx", schema=SCHEMA, answers=confirm(proposal, {}))
    assert table.frame.select("year", "sex", "pupils").rows()[3] == ("2020", "F", "4")


OUTLINE = [
    ["STT", "Tỉnh", "Số học sinh"],
    ["A", "B", 1],
    [None, "Tổng số", 6],
    ["I", "Đông Bắc", 3],
    [1, "Hà Giang", 1],
    [2, "Cao Bằng", 2],
    ["II", "Tây Bắc", 3],
    [3, "Sơn La", 3],
    ["Ghi chú: số liệu ước tính"],
]


def test_levels_totals_and_notes_are_named_with_examples_and_asked(tmp_path):
    proposal = proposed(tmp_path, *OUTLINE)
    assert values(proposal, "level") == {"level:0": "leave", "level:1": "record"}
    assert values(proposal, "rows") == {"rows:total": "leave", "rows:note": "leave"}
    assert proposal.of("level")[0].shown == ("Đông Bắc", "Tây Bắc")


def test_headings_may_become_a_column(tmp_path):
    form = {"level:0": "parent:region", "constant:year": "2019", "constant:sex": "_T", "rows:note": "leave"}
    answers = confirm(proposed(tmp_path, *OUTLINE), form)
    table = read_table(tmp_path / "t.xlsx", filename="t.xlsx", schema=SCHEMA, answers=answers)
    assert table.frame.select("region", "area").rows() == [
        ("Đông Bắc", "Hà Giang"),
        ("Đông Bắc", "Cao Bằng"),
        ("Tây Bắc", "Sơn La"),
    ]


def test_several_tables_of_a_sheet_are_a_question(tmp_path):
    rows = [["Tỉnh", "Học sinh"], ["Hà Giang", 1], [], ["Bảng hai"], ["Tỉnh", "Học sinh"], ["Cao Bằng", 2]]
    rows = [[*row, None, None] for row in rows]
    for row, more in zip(rows, ("Kinh phí", 3, None, None, "Kinh phí", 4), strict=True):
        row[2:] = [more]
    proposal = proposed(tmp_path, *rows)
    part = proposal.of("table")[0]
    assert (part.open, [option.value for option in part.options]) == (True, ["2", "6"])
    chosen = proposed(tmp_path, *rows, table=6)
    assert (chosen.of("table")[0].value, chosen.mapping and chosen.mapping.header) == ("6", (5, 5))


def test_sheets_that_fit_equally_well_are_a_question(tmp_path):
    sheets = {name: [["Tỉnh", "Học sinh"], ["Hà Giang", 1]] for name in ("Quý 1", "Quý 2")}
    assert proposed(tmp_path, sheets=sheets).of("sheet")[0].open
    assert proposed(tmp_path, sheets=sheets, sheet="Quý 2").sheet == "Quý 2"


def test_markers_of_missing_figures_are_asked_about(tmp_path):
    proposal = proposed(tmp_path, ["Tỉnh", "Học sinh"], ["Hà Giang", 1], ["Cao Bằng", ".."])
    part = proposal.of("marker")[0]
    assert (part.name, part.value, part.required) == ("marker:..", "", False)
    form = {"marker:..": "status=O", "constant:year": "2019", "constant:sex": "_T"}
    mapping = confirm(proposal, form).mapping
    assert mapping is not None and mapping.markers == {"..": {"status": "O"}}


def test_a_sheet_with_the_tables_own_labels_needs_no_question(tmp_path):
    schema = make_schema(field("a", required=True, title="Mã"), field("b", "number", title="Số"))
    proposal = proposed(tmp_path, ["Mã", "Số"], ["x", 1], schema=schema)
    assert (proposal.certain, proposal.parts) == (True, ())


def test_a_sheet_without_figures_holds_no_table(tmp_path):
    proposal = proposed(tmp_path, ["NIÊN GIÁM"], [], ["Giáo dục và y tế"])
    assert proposal.mapping is None
    assert "không có bảng số liệu nào" in proposal.remarks[0]["vi"]


def test_hidden_rows_and_columns_are_said_before_anything_is_confirmed(tmp_path):
    def hide(sheet):
        sheet.row_dimensions[5].hidden = sheet.column_dimensions["B"].hidden = True

    remarks = proposed(tmp_path, *TITLED, change=hide).remarks
    assert [remark["vi"] for remark in remarks] == ["Dòng đang ẩn: 5.", "Cột đang ẩn: B."]


def test_a_template_needs_no_mapping_and_that_of_another_table_is_refused(tmp_path):
    mapping = confirm(proposed(tmp_path, *TITLED), {"constant:sex": "_T"}).mapping
    write_template(table_schema("output_results"), tmp_path / "own.xlsx")
    asked = {"filename": "own.xlsx", "answers": Answers(mapping=mapping)}
    table = read_table(tmp_path / "own.xlsx", schema=table_schema("output_results"), **asked)
    assert "item_code" in table.columns
    with pytest.raises(UnreadableFile) as refused:
        read_table(tmp_path / "own.xlsx", schema=table_schema("facilities"), **asked)
    assert refused.value.fault.rule == "other-template"


def test_a_budget_table_of_the_ministry_is_proposed_as_the_recipe_has_it(tmp_path):
    path = SAMPLES / "ministry-of-finance" / "final-accounts-2009.xls"
    schema = table_schema("programme_accounts")
    proposal = propose(path, path.name, schema)
    assert (proposal.sheet, [part.name for part in proposal.open]) == ("M08+", ["constant:stage"])
    table = read_table(
        path, filename=path.name, schema=schema, answers=confirm(proposal, {"constant:stage": "settled"})
    )
    assert (table.frame.height, table.frame["name_en"][1]) == (15, "National target programs")
    assert check_table(table, schema).report.counts["error"] == 0


def test_a_statistical_export_is_proposed_with_its_years_as_rows(tmp_path):
    path = SAMPLES / "general-statistics-office" / "poverty-rate-by-province.csv"
    proposal = propose(path, path.name, table_schema("observation"))
    assert values(proposal, "column")["column:I"] == "OBS_VALUE|TIME_PERIOD=2016"
    assert proposal.mapping is not None
    words = proposal.mapping.columns[1][0].words
    assert words["Lai Chau"] == {"REF_AREA": "12@pre-2025-07"}
