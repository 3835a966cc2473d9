"""JSON rows and Parquet: the same table, the same faults, and no value taken for another."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import polars as pl
import pytest

from core.builders import field, flat, make_schema, no_keys
from dtts.catalogue import table_schema
from dtts.checks import check_table
from dtts.demo import generate
from dtts.errors import UnreadableFile
from dtts.exports import write_csv, write_parquet
from dtts.tables import read_table

SCHEMA = make_schema(
    field("code", pattern=r"\d{5}", required=True, title="Mã xã"),
    field("value", "number"),
    field("day", "date"),
    field("done", "boolean"),
)
ROWS = [
    {"code": "07210", "value": 1.5, "day": "2025-07-01", "done": True},
    {"Mã xã": "07228", "value": None, "done": False},
    {"code": "07231", "value": -2},
]


def check_json(content: str | bytes | list):
    text = json.dumps(content) if isinstance(content, list) else content
    return check_file("t.json", text if isinstance(text, bytes) else text.encode())


def check_file(name: str, content: bytes):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "upload"
        path.write_bytes(content)
        return check_table(read_table(path, filename=name, schema=SCHEMA), SCHEMA, keys=no_keys)


def test_json_rows_are_a_table():
    checked = check_json([ROWS[0], ROWS[2]])
    assert checked.report.source.format == "json"
    assert checked.frame is not None
    assert checked.frame.rows() == [
        ("07210", 1.5, pl.Series(["2025-07-01"]).str.to_date()[0], True),
        ("07231", -2.0, None, None),
    ]


def test_a_second_name_of_a_column_is_a_fault():
    assert ("duplicate-column", "code", "E1") in flat(check_json(ROWS).report)


def test_faults_name_the_row_below_the_header_and_the_column():
    rows = [{"code": "07210", "value": "nhiều"}, {"code": 7210}, {"value": 3}]
    assert flat(check_json(rows).report) == [
        ("type", "value", "B2"),
        ("leading-zero", "code", "A3"),
        ("required", "code", "A4"),
    ]


REFUSED = {
    "no array": ("unreadable-file", '{"code": "07210"}'),
    "an array of arrays": ("unreadable-file", '[["code"]]'),
    "a value with values inside": ("unreadable-file", '[{"code": ["07210"]}]'),
    "what is no number": ("unreadable-file", '[{"code": "07210", "value": NaN}]'),
    "infinity": ("unreadable-file", '[{"code": "07210", "value": Infinity}]'),
    "a key twice": ("unreadable-file", '[{"code": "07210", "code": "07211"}]'),
    "half of a file": ("unreadable-file", '[{"code": "07210"'),
    "brackets without end": ("unreadable-file", "[" * 100_000),
    "a NUL": ("nul-character", r'[{"code": "0721\u0000"}]'),
    "half of a character": ("unreadable-file", r'[{"code": "\ud83d"}]'),
    "no UTF-8": ("encoding", b'[{"code": "\xff"}]'),
    "more columns than a table may have": ("too-many-columns", json.dumps([{str(n): n for n in range(600)}])),
}


@pytest.mark.parametrize(("rule", "content"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_table_is_refused_by_name(rule, content):
    with pytest.raises(UnreadableFile) as refused:
        check_json(content)
    assert refused.value.fault.rule == rule


def test_a_whole_number_longer_than_a_float_is_not_rounded():
    schema = make_schema(field("code"), field("n", "integer"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.json"
        path.write_text('[{"code": "a", "n": 9007199254740993}]', encoding="utf-8")
        checked = check_table(read_table(path, filename="t.json", schema=schema), schema, keys=no_keys)
    assert checked.frame is not None and checked.frame["n"].to_list() == [9007199254740993]


@pytest.mark.parametrize(
    ("name", "schema_name"),
    [("capital-plan", "capital_plan_disbursement"), ("training-meetings", "training_meetings")],
)
def test_our_own_parquet_is_read_back_as_it_was(tmp_path, name, schema_name):
    schema = table_schema(schema_name)
    generate(name, tmp_path / "t.csv")
    first = check_table(read_table(tmp_path / "t.csv", filename="t.csv", schema=schema), schema)
    assert first.frame is not None
    write_parquet(first.frame, schema, tmp_path / "t.parquet")
    again = check_table(read_table(tmp_path / "t.parquet", filename="t.parquet", schema=schema), schema)
    assert again.frame is not None and again.frame.equals(first.frame)
    write_csv(again.frame, schema, tmp_path / "again.csv")
    write_csv(first.frame, schema, tmp_path / "first.csv")
    assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "first.csv").read_bytes()


def test_a_damaged_parquet_and_one_with_lists_are_refused(tmp_path):
    pl.DataFrame({"code": [["07210"]]}).write_parquet(tmp_path / "t.parquet")
    for content in (b"PAR1" + bytes(100) + b"PAR1", b"PAR1", (tmp_path / "t.parquet").read_bytes()):
        with pytest.raises(UnreadableFile) as refused:
            check_file("t.parquet", content)
        assert refused.value.fault.rule == "unreadable-file"


def test_a_name_that_does_not_say_what_the_file_is_is_refused(tmp_path):
    pl.DataFrame({"code": ["07210"]}).write_parquet(tmp_path / "t.parquet")
    with pytest.raises(UnreadableFile) as refused:
        check_file("t.json", (tmp_path / "t.parquet").read_bytes())
    assert refused.value.fault.rule == "wrong-extension"
