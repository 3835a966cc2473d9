"""Delimited text: what is read, and what is refused by name rather than read wrongly."""

from __future__ import annotations

import codecs

import pytest

from core.builders import check_text, field, flat, make_schema, read_text
from dtts.errors import UnreadableFile
from dtts.tables.dialect import detect_dialect
from dtts.tables.encoding import open_text

PLACES = make_schema(field("code", required=True), field("name"), field("value", "number"))
ROWS = [["07210", "Phường Bắc Giang", "1.5"], ["07228", "Đa Mai", "2"]]
TEXT = "code,name,value\n07210,Phường Bắc Giang,1.5\n07228,Đa Mai,2\n"

SAME_TABLE = {
    "utf-8": TEXT.encode(),
    "with a byte order mark": codecs.BOM_UTF8 + TEXT.encode(),
    "utf-16 with a mark": TEXT.encode("utf-16"),
    "utf-16 little endian": TEXT.encode("utf-16-le"),
    "utf-16 big endian": TEXT.encode("utf-16-be"),
    "windows line ends": TEXT.replace("\n", "\r\n").encode(),
    "old mac line ends": TEXT.replace("\n", "\r").encode(),
    "semicolons": TEXT.replace(",", ";").encode(),
    "tabs": TEXT.replace(",", "\t").encode(),
    "bars": TEXT.replace(",", "|").encode(),
    "quotes around everything": "\n".join(
        ",".join(f'"{cell}"' for cell in line.split(",")) for line in TEXT.splitlines()
    ).encode(),
    "decomposed letters": TEXT.replace("ư", "u\u031b").replace("ắ", "a\u0306\u0301").encode(),
    "spaces around cells": TEXT.replace(",", " ,\u00a0").encode(),
    "blank lines at the end": (TEXT + "\n\n").encode(),
    "no line end at the end": TEXT.rstrip("\n").encode(),
    "titles above": ("Biểu 03\n\n" + TEXT).encode(),
    "other order of columns": b"value,code,name\n1.5,07210,Ph\xc6\xb0\xe1\xbb\x9dng B\xe1\xba\xafc Giang\n2,07228,\xc4\x90a Mai\n",
    "upper case labels without marks": TEXT.replace("code,name,value", "CODE,Name,VALUE").encode(),
}


@pytest.mark.parametrize("content", SAME_TABLE.values(), ids=SAME_TABLE.keys())
def test_the_same_table_is_read_whatever_it_is_wrapped_in(content):
    table = read_text(content, PLACES)
    assert [list(row) for row in table.frame.iter_rows()] == ROWS
    assert [group.rule for group in table.groups if group.severity == "error"] == []


REFUSED = {
    "a byte that is not UTF-8": ("encoding", b"code,name\n1,\xff\n"),
    "text in windows-1258": ("encoding", "code,name\n1,Đắk".encode("cp1258", "ignore") + b"\xd0\n"),
    "a NUL": ("nul-character", b"code,name\n1,a\0b\n"),
    "a quote that is never closed": ("unclosed-quote", b'code,name\n1,"a\n2,b\n'),
    "text after a closing quote": ("unclosed-quote", b'code,name\n1,"a"b\n'),
    "a cell over 1 MiB": ("too-long", b'code,name\n1,"' + b"x" * 1_100_000 + b'"\n'),
    "a line over 4 MiB": ("too-long", b"code,name\n1," + b"x" * 5_000_000 + b"\n"),
    "more than 512 columns": ("too-many-columns", b"code," * 600 + b"x\n"),
    "nothing": ("empty-file", b""),
    "a web page": ("wrong-extension", b"<html><table><tr><td>code</td></tr></table></html>"),
    "a PDF": ("wrong-extension", b"%PDF-1.7 code,name\n"),
    "a ZIP": ("wrong-extension", b"PK\x05\x06" + bytes(18)),
}


@pytest.mark.parametrize(("rule", "content"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_read_for_certain_is_refused_by_name(rule, content):
    with pytest.raises(UnreadableFile) as refused:
        read_text(content, PLACES)
    assert refused.value.fault.rule == rule


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"code,name\n1,x\n2,\xff\n", "dòng 3"),
        (b'code,name\n1,x\n2,"y\n3,z\n', "dòng 3"),
        (b"code,name\n1,x\n2,\0\n", "dòng 3"),
    ],
)
def test_a_refusal_names_the_line(content, line):
    with pytest.raises(UnreadableFile) as refused:
        read_text(content, PLACES)
    assert line in refused.value.fault.message["vi"].lower()


def test_a_format_that_is_not_read_is_refused_with_those_that_are():
    with pytest.raises(UnreadableFile, match=r"\.xlsx"):
        read_text(TEXT, PLACES, filename="t.docx")


def test_a_row_of_another_width_is_a_fault_and_is_not_padded():
    table = read_text("code,name,value\n1,x\n2,y,3\n3,z,4,5\n", PLACES)
    assert [(group.rule, group.faults[0].cell) for group in table.groups] == [
        ("extra-cell", "D4"),
        ("missing-cell", "C2"),
    ]
    assert table.frame["code"].to_list() == ["2"]


def test_rows_are_counted_as_a_spreadsheet_shows_them():
    text = 'code,name,value\n"1","first\nsecond",1\n2,x,wrong\n'
    assert flat(check_text(text, PLACES).report) == [("type", "value", "C3")]


def test_a_blank_row_inside_is_skipped_with_a_warning_and_keeps_the_count():
    report = check_text("code,name,value\n1,x,1\n\n,,\n2,y,wrong\n", PLACES).report
    assert flat(report) == [
        ("blank-row", None, "row 3"),
        ("blank-row", None, "row 4"),
        ("type", "value", "C5"),
    ]


def test_two_separators_that_fit_alike_are_a_question():
    with pytest.raises(UnreadableFile) as refused:
        read_text("code;x,name\n1;x,y\n", make_schema(field("a"), field("b")))
    assert refused.value.fault.rule == "ambiguous-delimiter"


WITHOUT_SCHEMA = {
    "a title above": (
        '"Tỷ lệ, theo tỉnh"\n\n"Tỉnh, thành";2006;2008\n"Hà Nội";3,0;6,6\n"Hà Tây";12,4;..\n',
        ";",
    ),
    "commas inside quotes": ('"a";"b"\n"x, y";"1"\n"z";"2, 3"\n', ";"),
    "commas in figures": ("a;b;c\n1,5;2,5;x\n3;4,5;y\n", ";"),
    "bars": ("a|b\n1|2\n", "|"),
    "a last row that is cut": ("a\tb\tc\n1\t2\t3\n4\t5\t6\n7\n", "\t"),
    "no separator at all": ("a\n1\n2\n", ","),
}


@pytest.mark.parametrize(("text", "separator"), WITHOUT_SCHEMA.values(), ids=WITHOUT_SCHEMA.keys())
def test_without_a_schema_the_separator_that_gives_a_table_is_taken(tmp_path, text, separator):
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    assert detect_dialect(open_text(tmp_path / "t.csv", tmp_path), None).delimiter == separator


def test_a_column_of_one_field_needs_no_separator():
    assert read_text("code\n1\n2\n", make_schema(field("code"))).frame["code"].to_list() == ["1", "2"]


def test_without_a_schema_the_first_row_names_the_columns():
    table = read_text(TEXT, None)
    assert table.frame.columns == ["code", "name", "value"]


def test_an_address_names_the_cell_in_the_file():
    table = read_text("Biểu 03\nvalue,code\n1,x\n2,y\n", PLACES)
    assert table.address(1, "code").a1 == "B4"


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\ufeff", "\u00ad", "\x07"])
def test_an_invisible_character_inside_is_a_warning_with_its_code(hidden):
    report = check_text(f"code,name\n1,a{hidden}b\n", PLACES).report
    assert (report.valid, flat(report)) == (True, [("invisible-character", "name", "B2")])
    assert f"U+{ord(hidden):04X}" in report.faults[0].message["vi"]


def test_a_letter_that_was_lost_on_the_way_is_an_error():
    report = check_text("code,name\n1,B\ufffdc Giang\n", PLACES).report
    assert flat(report) == [("lost-character", "name", "B2")]


TWO_READINGS = [
    'code,name,value\n1,5"x, 3"y\n',
    'code,name,value\n1,2"All-weather, round",\n',
    'code,name,value\n1,x "a,b" y\n',
]


@pytest.mark.parametrize("text", TWO_READINGS)
def test_a_separator_between_marks_that_enclose_no_cell_is_not_guessed_at(text):
    with pytest.raises(UnreadableFile, match="line 2") as refused:
        read_text(text, PLACES)
    assert refused.value.fault.rule == "unclosed-quote"


ONE_READING = [
    ('1,ống 5",3', ['ống 5"']),
    ('1,"ống 5"" và 6"", dài",3', ['ống 5" và 6", dài']),
    ('1,"a\nb""",3', ['a\nb"']),
    ('1,"a"" b"" c",3', ['a" b" c']),
    ('1,x "a" y,3', ['x "a" y']),
    ('1,"",3', [None]),
    ('1,"""",3', ['"']),
]


@pytest.mark.parametrize(("row", "meant"), ONE_READING)
def test_a_mark_with_one_reading_is_kept(row, meant):
    assert read_text(f"code,name,value\n{row}\n", PLACES).frame["name"].to_list() == meant
