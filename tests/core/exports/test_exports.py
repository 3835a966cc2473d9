"""Exports: canonical text, the same bytes for the same values, and nothing that a spreadsheet would run."""

from __future__ import annotations

import datetime as dt
import json

import openpyxl
import polars as pl
import pytest
from freezegun import freeze_time
from polars.testing import assert_frame_equal

from core.builders import field, make_schema
from dtts.errors import UsageError
from dtts.exports import (
    WRITERS,
    safe_text,
    write_csv,
    write_json,
    write_parquet,
    write_spreadsheet_csv,
    write_xlsx,
)
from dtts.exports import xlsx as xlsx_module

SCHEMA = make_schema(
    field("code", title="Mã xã"),
    field("value", "number"),
    field("n", "integer"),
    field("yes", "boolean"),
    field("day", "date"),
)
FRAME = pl.DataFrame(
    {
        "code": ["07210", 'a "b", c\nd', None],
        "value": [1234.5, 2.0, 1e-7],
        "n": [7, None, -1],
        "yes": [True, False, None],
        "day": [dt.date(2025, 7, 1), None, dt.date(1945, 9, 2)],
    }
)


def texts(*values: str) -> tuple[pl.DataFrame, object]:
    return pl.DataFrame({"a": values}), make_schema(field("a"))


def test_canonical_csv_is_what_it_says(tmp_path):
    write_csv(FRAME, SCHEMA, tmp_path / "t")
    assert (tmp_path / "t").read_bytes().decode() == (
        'code,value,n,yes,day\n07210,1234.5,7,true,2025-07-01\n"a ""b"", c\nd",2,,false,\n,0.0000001,-1,,1945-09-02\n'
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1e15, "1000000000000000"),
        (1e16, "10000000000000000"),
        (137664e9, "137664000000000"),
        (0.1, "0.1"),
        (-0.5, "-0.5"),
        (1e-10, "0.0000000001"),
        (123456.789012345, "123456.789012345"),
    ],
)
def test_a_number_is_written_without_exponent_and_reads_back_as_itself(tmp_path, value, text):
    write_csv(pl.DataFrame({"v": [value]}), make_schema(field("v", "number")), tmp_path / "t")
    assert (tmp_path / "t").read_text() == f"v\n{text}\n"
    assert float(text) == value


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_the_same_values_give_the_same_bytes(tmp_path, form):
    for name, day in (("a", "2026-01-01"), ("b", "2026-12-31")):
        with freeze_time(day):
            WRITERS[form](FRAME.clone(), SCHEMA, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_parquet_keeps_types_and_names_its_schema(tmp_path):
    write_parquet(FRAME, SCHEMA, tmp_path / "t")
    assert_frame_equal(pl.read_parquet(tmp_path / "t"), FRAME)
    metadata = pl.read_parquet_metadata(tmp_path / "t")
    assert (metadata["dtts:schema"], metadata["dtts:schema_version"], metadata["dtts:title"]) == (
        "test",
        "1",
        "Thử",
    )


def test_json_is_a_list_of_rows(tmp_path):
    write_json(FRAME, SCHEMA, tmp_path / "t")
    rows = json.loads((tmp_path / "t").read_text(encoding="utf-8"))
    assert rows[0] == {"code": "07210", "value": 1234.5, "n": 7, "yes": True, "day": "2025-07-01"}
    assert rows[2]["code"] is None


def test_json_of_no_rows_is_an_empty_list(tmp_path):
    write_json(FRAME.head(0), SCHEMA, tmp_path / "t")
    assert json.loads((tmp_path / "t").read_text()) == []


def test_xlsx_keeps_codes_as_text_and_days_as_days(tmp_path):
    write_xlsx(FRAME, SCHEMA, tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["Thử"]
    assert [cell.value for cell in sheet[1]] == ["Mã xã", "value", "n", "yes", "day"]
    assert [cell.value for cell in sheet[2]] == [
        "07210",
        1234.5,
        7,
        True,
        dt.datetime.fromisoformat("2025-07-01"),
    ]
    assert sheet["A2"].number_format == "@"


def test_more_rows_than_excel_holds_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx_module, "ROWS", 2)
    with pytest.raises(UsageError, match="3"):
        write_xlsx(FRAME, SCHEMA, tmp_path / "t.xlsx")


RUN_BY_SPREADSHEETS = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-1+1|x",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "＠x",
    '"=1+1"',
    " =1+1",
    '=HYPERLINK("x")',
]
HARMLESS = ["-5", "+84 912 345 678", "1.234,5", "-", "Xã =", "a@b.vn", "07210", "12-15"]


@pytest.mark.parametrize("value", RUN_BY_SPREADSHEETS)
def test_text_that_a_spreadsheet_would_run_is_stored_unchanged_and_downloaded_marked(tmp_path, value):
    frame, schema = texts(value)
    write_csv(frame, schema, tmp_path / "truth")
    write_spreadsheet_csv(frame, schema, tmp_path / "download")
    assert pl.read_csv(tmp_path / "truth")["a"].to_list() == [value]
    assert pl.read_csv(tmp_path / "download")["a"].to_list() == ["'" + value] == [safe_text(value)]


@pytest.mark.parametrize("value", HARMLESS)
def test_what_only_looks_like_a_formula_is_left_alone(tmp_path, value):
    frame, schema = texts(value)
    write_spreadsheet_csv(frame, schema, tmp_path / "t")
    assert pl.read_csv(tmp_path / "t", infer_schema=False)["a"].to_list() == [value] == [safe_text(value)]


def test_a_negative_number_in_a_typed_column_is_never_marked(tmp_path):
    write_spreadsheet_csv(FRAME, SCHEMA, tmp_path / "t")
    assert ",-1," in (tmp_path / "t").read_text(encoding="utf-8-sig")


def test_the_download_for_spreadsheets_carries_the_mark_by_which_excel_knows_utf_8(tmp_path):
    write_spreadsheet_csv(FRAME, SCHEMA, tmp_path / "t")
    assert (tmp_path / "t").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("value", RUN_BY_SPREADSHEETS)
def test_in_xlsx_text_is_text_and_never_a_formula(tmp_path, value):
    frame, schema = texts(value)
    write_xlsx(frame, schema, tmp_path / "t.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0]["A2"]
    assert (cell.data_type, cell.value) == ("s", value)
