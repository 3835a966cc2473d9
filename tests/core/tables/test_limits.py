"""How much a table may hold; the limits are made small here, the sentences are the real ones."""

from __future__ import annotations

import random
import zipfile

import pytest

from core.builders import check_text, field, flat, make_schema, read_text, write_workbook
from dtts.errors import UnreadableFile
from dtts.tables import assemble, delimited, formats, grid, read_table

SCHEMA = make_schema(field("a"), field("b"))
TEXT = "a,b\n1,x\n2,y\n3,z\n"


def refused(call) -> str:
    with pytest.raises(UnreadableFile) as refusal:
        call()
    return refusal.value.fault.rule


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("1", '"1"')], ids=["plain", "quoted"])
def test_a_text_file_with_too_many_rows_is_refused(monkeypatch, text):
    monkeypatch.setattr(delimited, "ROWS", 2)
    assert refused(lambda: read_text(text, SCHEMA)) == "too-many-rows"


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("1", '"1"')], ids=["plain", "quoted"])
def test_a_text_file_with_as_many_as_allowed_is_read(monkeypatch, text):
    monkeypatch.setattr(delimited, "ROWS", 3)
    assert read_text(text, SCHEMA).frame.height == 3


def test_a_sheet_with_too_many_rows_is_refused(monkeypatch, tmp_path):
    path = write_workbook(tmp_path / "t.xlsx", {"S": [["a"], *[[str(row)] for row in range(5)]]})
    monkeypatch.setattr(grid, "ROWS", 2)
    assert refused(lambda: read_table(path, filename="t.xlsx", schema=SCHEMA)) == "too-many-rows"


def test_a_file_that_is_too_large_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(formats, "FILE_BYTES", 10)
    assert refused(lambda: read_text(TEXT, SCHEMA)) == "too-large"


def test_a_table_that_ends_where_excel_ends_is_suspected_to_be_cut(monkeypatch):
    monkeypatch.setattr(assemble, "SHEET_FULL_ROWS", (4,))
    report = check_text(TEXT, SCHEMA).report
    assert (report.valid, flat(report)) == (True, [("full-sheet", None, "row 4")])


def test_a_cell_that_no_sheet_of_excel_can_hold_is_refused_with_its_row(tmp_path):
    path = write_workbook(tmp_path / "t.xlsx", {"S": [["a"], ["x"], ["LONG"]]})
    copy = tmp_path / "long.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            long = random.Random(1).randbytes(600_000).hex().encode()
            new.writestr(part, old.read(part).replace(b"LONG", long))
    with pytest.raises(UnreadableFile) as refusal:
        read_table(copy, filename="t.xlsx", schema=SCHEMA)
    assert "dòng 3" in refusal.value.fault.message["vi"]
