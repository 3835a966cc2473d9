"""OpenDocument spreadsheets: the same table and the same addresses, and no cell that is repeated for ever."""

from __future__ import annotations

import string
from datetime import date
from pathlib import Path

import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from core.builders import field, flat, make_schema, no_keys
from core.ods_workbook import cell, row, sheet, write_ods
from dtts.checks import check_table
from dtts.errors import UnreadableFile
from dtts.tables import read_table
from dtts.tables.answers import Answers
from dtts.tables.layout.marks import Marks
from dtts.tables.ods.read import read_ods

SCHEMA = make_schema(
    field("code", pattern=r"\d{5}", title="Mã xã"), field("value", "number"), field("day", "date")
)
HEADER = ["Mã xã", "value", "day"]
ROWS = [HEADER, ["07210", 1.5, date(2025, 7, 1)], ["07228", None, None]]


def read(path: Path, **answers: str):
    return read_table(path, filename="t.ods", schema=SCHEMA, answers=Answers(**answers))


def refusal(path: Path):
    with pytest.raises(UnreadableFile) as refused:
        read(path)
    return refused.value.fault


def values(path: Path) -> list[list[object]]:
    return [list(cells) for cells in read_ods(path).sheets[0].grid.rows()]


def test_a_sheet_is_a_table(tmp_path):
    table = read(write_ods(tmp_path / "t", sheet("Biểu 03", ROWS)))
    assert (table.format, table.sheet, table.frame.rows()) == (
        "ods",
        "Biểu 03",
        [("07210", "1.5", "2025-07-01"), ("07228", None, None)],
    )


def test_faults_name_sheet_and_cell(tmp_path):
    path = write_ods(tmp_path / "t", sheet("Biểu 03", [["Biểu"], *ROWS, [7210, "nhiều", None]]))
    faults = check_table(read(path), SCHEMA, keys=no_keys).report
    assert flat(faults) == [("leading-zero", "code", "A5"), ("type", "value", "B5")]
    assert faults.faults[0].sheet == "Biểu 03"


def test_rows_and_cells_that_say_how_often_they_stand_there_are_counted(tmp_path):
    path = write_ods(
        tmp_path / "t",
        sheet(
            "S",
            [
                HEADER,
                row(
                    ["07210", cell(1, 'table:number-columns-repeated="2"')], 'table:number-rows-repeated="3"'
                ),
                row([cell(None, 'table:number-columns-repeated="1024"')], 'table:number-rows-repeated="2"'),
                ["07228", 2],
                row(
                    [cell(None, 'table:number-columns-repeated="16384"')],
                    'table:number-rows-repeated="1048570"',
                ),
            ],
        ),
    )
    assert values(path) == [HEADER, *[["07210", 1, 1]] * 3, [], [], ["07228", 2]]


BOMBS = {
    "a filled row": (row(["x"], 'table:number-rows-repeated="99999999999"'), "too-many-cells"),
    "a filled cell": (row([cell("x", 'table:number-columns-repeated="16384"')]), "too-many-columns"),
    "a cell behind blank ones": (
        row([cell(None, 'table:number-columns-repeated="16383"'), "x"]),
        "too-many-columns",
    ),
    "a row below blank ones": (
        row([None], 'table:number-rows-repeated="1048570"') + row(["x"] * 20),
        "too-many-cells",
    ),
    "a number that no computer counts": (
        row([cell("x", f'table:number-columns-repeated="{10**30}"')]),
        "too-many-columns",
    ),
    "a number below one": (row(["x"], 'table:number-rows-repeated="-5"'), "unreadable-file"),
    "no number": (row(["x"], 'table:number-rows-repeated="many"'), "unreadable-file"),
    "digits without end": (
        row(["x"], f'table:number-rows-repeated="{"9" * 5000}"'),
        "unreadable-file",
    ),
}


@pytest.mark.parametrize(("rows", "rule"), BOMBS.values(), ids=BOMBS.keys())
def test_what_is_repeated_without_end_is_refused_by_name(tmp_path, rows, rule):
    assert refusal(write_ods(tmp_path / "t", sheet("S", [HEADER, rows]))).rule == rule


def test_an_error_and_a_formula_without_a_result_are_faults_in_their_cells(tmp_path):
    cells = [
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
        'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>',
        '<table:table-cell table:formula="of:=[.A1]"/>',
        '<table:table-cell table:formula="of:=#REF!" office:value-type="float" office:value="0">'
        "<text:p>#REF!</text:p></table:table-cell>",
    ]
    path = write_ods(tmp_path / "t", sheet("S", [HEADER, *(["07210", found] for found in cells)]))
    report = check_table(read(path), SCHEMA, keys=no_keys).report
    assert flat(report) == [
        ("error-cell", "value", "B2"),
        ("formula-without-value", "value", "B3"),
        ("error-cell", "value", "B4"),
    ]


CELLS = {
    "a percentage": ('<table:table-cell office:value-type="percentage" office:value="0.125"/>', 0.125),
    "a formula's text that is empty": (
        '<table:table-cell table:formula="of:=&quot;&quot;" office:value-type="string"><text:p/></table:table-cell>',
        None,
    ),
    "a time": ('<table:table-cell office:value-type="time" office:time-value="PT08H30M00S"/>', "08:30:00"),
    "hours beyond a day": (
        '<table:table-cell office:value-type="time" office:time-value="PT30H00M00S"/>',
        "1 day, 6:00:00",
    ),
    "a moment": (
        '<table:table-cell office:value-type="date" office:date-value="2025-07-01T08:30:00.5"/>',
        "2025-07-01 08:30:00",
    ),
    "a day before 1900": (
        '<table:table-cell office:value-type="date" office:date-value="1898-02-03"/>',
        date(1898, 2, 3),
    ),
    "a day that is none": (
        '<table:table-cell office:value-type="date" office:date-value="2025-02-30"/>',
        "2025-02-30",
    ),
    "a truth": ('<table:table-cell office:value-type="boolean" office:boolean-value="true"/>', True),
    "lines and spaces": (
        '<table:table-cell office:value-type="string"><text:p>a<text:s text:c="2"/>b</text:p><text:p>'
        "c<text:line-break/>d</text:p></table:table-cell>",
        "a  b\nc\nd",
    ),
    "a comment beside the text": (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>xem lại</text:p>'
        "</office:annotation><text:p>x</text:p></table:table-cell>",
        "x",
    ),
    "a drawing with text in it": (
        '<table:table-cell office:value-type="string"><draw:frame><draw:text-box><text:p>hình</text:p>'
        "</draw:text-box></draw:frame><text:p>x</text:p></table:table-cell>",
        "x",
    ),
    "a table in the cell": (
        '<table:table-cell office:value-type="string"><text:p>x</text:p><table:sub-table><table:table-row>'
        "<table:table-cell><text:p>y</text:p></table:table-cell></table:table-row></table:sub-table>"
        "</table:table-cell>",
        "x",
    ),
    "a cell under a merged one": (
        '<table:covered-table-cell office:value-type="string"><text:p>x</text:p></table:covered-table-cell>',
        "x",
    ),
}


@pytest.mark.parametrize(("written", "meant"), CELLS.values(), ids=CELLS.keys())
def test_a_cell_is_read_as_what_it_is(tmp_path, written, meant):
    ((found, last),) = values(write_ods(tmp_path / "t", sheet("S", [row([written, "end"])])))
    assert last == "end"
    assert (str(found) if isinstance(meant, str) else found) == meant


def test_a_hidden_sheet_is_not_taken_for_the_table_unless_it_is_asked_for(tmp_path):
    hidden = sheet("Ẩn", [HEADER, ["07228", 2]], 'table:style-name="hidden"')
    path = write_ods(tmp_path / "t", hidden, sheet("Hiện", ROWS))
    assert read(path).sheet == "Hiện"
    assert read(path, sheet="Ẩn").frame["value"].to_list() == ["2"]


def test_merged_and_hidden_cells_are_known(tmp_path):
    rows = [
        "<table:table-column/>",
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>',
        row([None, cell("Xã", 'table:number-columns-spanned="2" table:number-rows-spanned="1"')]),
        row(["x"]),
        row(["y"], 'table:visibility="filter" table:number-rows-repeated="2"'),
        row([cell("z", 'table:number-columns-spanned="1" table:number-rows-spanned="1"')]),
    ]
    marks = read_ods(write_ods(tmp_path / "t", sheet("S", rows))).sheets[0].grid.marks
    assert marks == Marks(merges=((1, 2, 1, 3),), hidden_rows=(3, 4), hidden_columns=(2, 3))


def test_a_hidden_row_is_read_and_said(tmp_path):
    rows = [HEADER, row(["07210", 1], 'table:visibility="filter"'), ["07228", 2]]
    table = read(write_ods(tmp_path / "t", sheet("S", rows)))
    assert table.frame.height == 2
    assert [(group.rule, group.faults[0].row) for group in table.groups] == [("hidden-row", 2)]


def test_changes_that_are_kept_beside_the_table_are_no_rows(tmp_path):
    changes = (
        "<table:tracked-changes><table:cell-content-change><table:previous><table:change-track-table-cell>"
        "<text:p>cũ</text:p></table:change-track-table-cell></table:previous></table:cell-content-change>"
        "</table:tracked-changes>"
    )
    assert values(write_ods(tmp_path / "t", changes + sheet("S", [["x"]]))) == [["x"]]


PARTS = {
    "macros of LibreOffice": ({"Basic/Standard/Module1.xml": "<a/>"}, "macro"),
    "scripts": ({"Scripts/python/x.py": "pass"}, "macro"),
    "an archive inside": ({"Object 1.zip": "x"}, "unsafe-workbook"),
    "a DOCTYPE": ({"styles.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'}, "unsafe-workbook"),
    "a password": ({"META-INF/manifest.xml": "<a><manifest:encryption-data/></a>"}, "encrypted-file"),
    "a text document": ({"mimetype": "application/vnd.oasis.opendocument.text"}, "unreadable-file"),
    "content that is no XML": ({"content.xml": "x"}, "unreadable-file"),
    "styles that are no XML": ({"styles.xml": "<a>"}, "unreadable-file"),
}


@pytest.mark.parametrize(("parts", "rule"), PARTS.values(), ids=PARTS.keys())
def test_what_no_plain_table_has_refuses_the_workbook(tmp_path, parts, rule):
    assert refusal(write_ods(tmp_path / "t", sheet("S", ROWS), parts=parts)).rule == rule


@pytest.mark.parametrize(
    "link",
    [
        '<table:table-source xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="../khác.ods"/>',
        "<table:dde-link><office:dde-source/></table:dde-link>",
    ],
    ids=["another file", "another program"],
)
def test_data_from_elsewhere_refuse_the_workbook(tmp_path, link):
    assert refusal(write_ods(tmp_path / "t", sheet("S", [link, *ROWS]))).rule == "external-link"


FACES = '<style:font-face style:name="F1" svg:font-family="&apos;.VnTime&apos;"/>'
OF_A_CELL = (
    '<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="old"/>'
    '<style:style style:name="old" style:family="table-cell"><style:text-properties style:font-name="F1"/>'
    "</style:style>"
)


@pytest.mark.parametrize(
    "rows",
    [
        [HEADER, [cell("B¾c Giang", 'table:style-name="ce1"')]],
        [HEADER, row(["B¾c Giang"], 'table:default-cell-style-name="ce1"')],
        ['<table:table-column table:default-cell-style-name="ce1"/>', ["code"], ["B¾c Giang"]],
    ],
    ids=["of the cell", "of the row", "of the column"],
)
def test_text_in_an_old_font_is_converted_and_said(tmp_path, rows):
    table = read(write_ods(tmp_path / "t", sheet("S", rows), styles=OF_A_CELL, faces=FACES))
    assert table.frame["code"].to_list() == ["Bắc Giang"]
    assert "encoding-detected" in {group.rule for group in table.groups}


TEXTS = st.text(string.ascii_letters + "ăâđêôơưạếỡ .,-", min_size=1, max_size=8).map(lambda t: f"x{t}x")
VALUES = st.one_of(
    st.none(), TEXTS, st.booleans(), st.floats(-1e9, 1e9), st.dates(date(1900, 3, 1), date(2100, 1, 1))
)


@given(st.lists(st.lists(VALUES, min_size=1, max_size=5), min_size=1, max_size=6))
def test_values_are_those_that_calamine_finds(tmp_path_factory, rows):
    path = write_ods(tmp_path_factory.mktemp("ods") / "t.ods", sheet("S", rows))
    theirs = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    expected = theirs.to_python(skip_empty_area=False)
    width = max(map(len, expected), default=0)
    ours = [[*cells, *[None] * (width - len(cells))] for cells in values(path)]
    assert [["" if value is None else value for value in cells] for cells in ours] == expected
