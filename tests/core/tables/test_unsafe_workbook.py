"""Workbooks that are refused, by name, before anything in them is opened."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest

from core.builders import field, make_schema, write_workbook
from dtts.errors import UnreadableFile
from dtts.tables import read_table

SCHEMA = make_schema(field("a"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def workbook(tmp_path) -> Path:
    return write_workbook(tmp_path / "t.xlsx", {"S": [["a"], ["x"]]})


def refusal(path: Path, filename: str = "t.xlsx"):
    with pytest.raises(UnreadableFile) as refused:
        read_table(path, filename=filename, schema=SCHEMA)
    return refused.value.fault


def add_part(path: Path, name: str, content: bytes = b"x") -> None:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)


def replace_part(path: Path, name: str, change) -> None:
    copy = path.with_suffix(".new")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content) if part == name else content)
    copy.replace(path)


PARTS = [
    ("xl/vbaProject.bin", "macro"),
    ("xl/macrosheets/sheet1.xml", "macro"),
    ("xl/externalLinks/externalLink1.xml", "external-link"),
    ("xl/connections.xml", "external-link"),
    ("xl/embeddings/oleObject1.bin", "unsafe-workbook"),
    ("xl/media/more.zip", "unsafe-workbook"),
    ("../outside.xml", "unsafe-workbook"),
    ("/etc/passwd", "unsafe-workbook"),
    ("C:\\x.xml", "unsafe-workbook"),
    ("XL/WORKBOOK.XML", "unsafe-workbook"),
]


@pytest.mark.parametrize(("part", "rule"), PARTS)
def test_a_part_that_no_plain_table_has_refuses_the_workbook(workbook, part, rule):
    add_part(workbook, part)
    assert refusal(workbook).rule == rule


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_doctype_is_refused_in_whatever_part_and_encoding(workbook, encoding):
    add_part(
        workbook, "xl/extra.xml", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode(encoding)
    )
    assert refusal(workbook).rule == "unsafe-workbook"


def test_a_bomb_is_refused_by_what_it_really_holds(workbook):
    add_part(workbook, "xl/media/zeros.bin", bytes(40_000_000))
    assert refusal(workbook).rule == "unsafe-workbook"


def test_more_than_1000_parts_are_refused(workbook):
    with zipfile.ZipFile(workbook, "a") as archive:
        for number in range(1000):
            archive.writestr(f"xl/media/{number}.bin", b"x")
    assert refusal(workbook).rule == "unsafe-workbook"


def test_a_size_that_lies_is_found_out(workbook):
    content = workbook.read_bytes()
    entry = content.rindex(b"xl/worksheets/sheet1.xml") - 46
    # The inflated size stands 24 bytes into the directory's entry.
    workbook.write_bytes(content[: entry + 24] + (5).to_bytes(4, "little") + content[entry + 28 :])
    assert refusal(workbook).rule in ("unreadable-file", "unsafe-workbook")


def test_two_cells_at_the_far_corners_are_refused_with_the_column(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = 1, 2
    book.save(tmp_path / "t.xlsx")
    fault = refusal(tmp_path / "t.xlsx")
    assert fault.rule == "too-many-columns"
    assert "cột XFD" in fault.message["vi"]


def test_a_sheet_whose_cells_lie_far_apart_is_refused_with_its_size(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"], book.active["T1048576"] = 1, 2
    book.save(tmp_path / "t.xlsx")
    assert "20.971.520 ô" in refusal(tmp_path / "t.xlsx").message["vi"]


def test_a_cell_that_claims_a_row_other_than_its_own_is_counted_where_it_claims_to_be(workbook):
    replace_part(workbook, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'r="A2"', b'r="XFD1048576"'))
    assert refusal(workbook).rule == "too-many-columns"


def test_a_sheet_formatted_to_its_end_is_only_as_large_as_its_values(workbook):
    def format_far_below(xml: bytes) -> bytes:
        rows = b"".join(
            b'<row r="%d"><c r="A%d" s="0"/><c r="ZZ%d" s="0"/></row>' % (row, row, row)
            for row in range(3, 70_000)
        )
        return xml.replace(b"</sheetData>", rows + b"</sheetData>")

    replace_part(workbook, "xl/worksheets/sheet1.xml", format_far_below)
    assert read_table(workbook, filename="t.xlsx", schema=SCHEMA).frame["a"].to_list() == ["x"]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_damaged_table_of_contents_is_refused(workbook, part):
    replace_part(workbook, part, lambda xml: xml[: len(xml) // 2])
    assert refusal(workbook).rule == "unreadable-file"


def test_a_truncated_file_is_refused(workbook):
    content = workbook.read_bytes()
    workbook.write_bytes(content[: len(content) // 2])
    assert refusal(workbook).rule == "unreadable-file"


NAMES = [
    ("t.xlsm", "macro"),
    ("t.xls", "wrong-extension"),
    ("t.csv", "wrong-extension"),
    ("t.ods", "wrong-extension"),
    ("t.zip", "wrong-extension"),
    ("t.docx", "unknown-format"),
]


@pytest.mark.parametrize(("filename", "rule"), NAMES)
def test_the_name_must_agree_with_the_content(workbook, filename, rule):
    assert refusal(workbook, filename).rule == rule


def test_a_web_page_named_xls_is_refused_with_what_it_is(tmp_path):
    (tmp_path / "t").write_text(
        "<html><body><table><tr><td>a</td></tr></table></body></html>", encoding="utf-8"
    )
    fault = refusal(tmp_path / "t", "t.xls")
    assert (fault.rule, "HTML" in fault.message["vi"]) == ("wrong-extension", True)


def test_an_old_container_without_a_workbook_is_refused(tmp_path):
    (tmp_path / "t").write_bytes(OLE + bytes(2000))
    assert refusal(tmp_path / "t", "t.xls").rule == "unreadable-file"


def test_the_refused_file_is_left_as_it_was(workbook, tmp_path):
    add_part(workbook, "xl/vbaProject.bin")
    before = shutil.copy(workbook, tmp_path / "copy").read_bytes()
    refusal(workbook)
    assert workbook.read_bytes() == before


BROKEN_SHEETS = {
    "cut in the middle": lambda xml: xml[: len(xml) // 2],
    "not XML": lambda xml: b"sheet",
    "a tag that is not closed": lambda xml: xml.replace(b"</row>", b"", 1),
    "a cell that names no place": lambda xml: xml.replace(b'r="A2"', b'r="2A"'),
    "a row beyond counting": lambda xml: xml.replace(b'<row r="2"', b'<row r="99999999999999"'),
    "a shared string that is not there": lambda xml: xml.replace(
        b"</sheetData>", b'<row r="3"><c r="A3" t="s"><v>999</v></c></row></sheetData>'
    ),
    "a number that is none": lambda xml: xml.replace(
        b"</sheetData>", b'<row r="3"><c r="A3"><v>x1</v></c></row></sheetData>'
    ),
}


@pytest.mark.parametrize("change", BROKEN_SHEETS.values(), ids=BROKEN_SHEETS.keys())
def test_a_damaged_sheet_is_read_or_refused_and_nothing_else(workbook, change):
    replace_part(workbook, "xl/worksheets/sheet1.xml", change)
    try:
        assert "x" in read_table(workbook, filename="t.xlsx", schema=SCHEMA).frame["a"].to_list()
    except UnreadableFile as refused:
        assert refused.fault.rule == "unreadable-file"
