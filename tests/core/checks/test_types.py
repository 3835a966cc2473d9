"""Values of every type: what text becomes, that equal values become equal, and that they outlive an export."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from core.builders import check_text, flat
from core.checks.oracle import csv_text
from core.checks.oracle_columns import COLUMNS, Column
from dtts.catalogue import read_table_schema
from dtts.checks import check_table
from dtts.checks.complete import DTYPES
from dtts.checks.types.wkt import is_wkt
from dtts.errors import UsageError
from dtts.exports import WRITERS
from dtts.tables import read_table

UTC = dt.timezone.utc


def at(*parts: int) -> dt.datetime:
    """A moment in no zone."""
    return dt.datetime(*parts)  # noqa: DTZ001


def values(field: dict[str, Any], *texts: str) -> list[Any]:
    """The values of a column of valid texts."""
    schema = read_table_schema({"fields": [{"name": "x", **field}, {"name": "n"}]}, "t")
    rows = [[text, str(number)] for number, text in enumerate(texts)]
    checked = check_text(csv_text(dict(schema.descriptor), rows), schema)
    assert checked.frame is not None, [fault.message["en"] for fault in checked.report.faults]
    return checked.frame["x"].to_list()


READ = [
    ({"type": "date"}, "2025-1-2", dt.date(2025, 1, 2)),
    ({"type": "date"}, "2/1/2025", dt.date(2025, 1, 2)),
    ({"type": "date", "format": "%m/%d/%Y"}, "2/1/2025", dt.date(2025, 2, 1)),
    ({"type": "date", "format": "%d %B %y"}, "2 January 25", dt.date(2025, 1, 2)),
    ({"type": "date", "format": "any"}, "31.12.2025", dt.date(2025, 12, 31)),
    ({"type": "datetime"}, "2025-01-02T16:30:00.25", at(2025, 1, 2, 16, 30, 0, 250_000)),
    ({"type": "datetime"}, "2025-01-02T16:30:00+07:00", dt.datetime(2025, 1, 2, 9, 30, tzinfo=UTC)),
    ({"type": "datetime"}, "2025-01-02T16:30:00-0330", dt.datetime(2025, 1, 2, 20, 0, tzinfo=UTC)),
    ({"type": "datetime", "format": "%d/%m/%Y %H:%M"}, "2/1/2025 6:05", at(2025, 1, 2, 6, 5)),
    ({"type": "datetime", "format": "%Y-%m-%d %H:%M %z"}, "2025-01-02 16:30 +0700", dt.datetime(2025, 1, 2, 9, 30, tzinfo=UTC)),
    ({"type": "time"}, "16:30:00.5", dt.time(16, 30, 0, 500_000)),
    ({"type": "time", "format": "%H:%M"}, "6:05", dt.time(6, 5)),
    ({"type": "time", "format": "any"}, "4:30 PM", dt.time(16, 30)),
    ({"type": "year"}, "0999", 999),
    ({"type": "yearmonth"}, "2025-7", "2025-07"),
    ({"type": "duration"}, "PT36H", "P1DT12H"),
    ({"type": "duration"}, "P1Y6M", "P1Y6M"),
    ({"type": "duration"}, "P18M", "P1Y6M"),
    ({"type": "duration"}, "-P1W", "-P7D"),
    ({"type": "duration"}, "PT1.50S", "PT1.5S"),
    ({"type": "duration"}, "P0D", "PT0S"),
    ({"type": "geopoint"}, "105.850,21", "105.85, 21"),
    ({"type": "geopoint", "format": "array"}, "[105.850,2e1]", "[105.85, 20]"),
    ({"type": "geopoint", "format": "object"}, '{"lat":-0.0,"lon":1}', '{"lon": 1, "lat": 0}'),
    ({"type": "object"}, '{"b":2.0,"a":"đ"}', '{"a": "đ", "b": 2}'),
    ({"type": "array"}, "[1,2.5]", "[1, 2.5]"),
    ({"type": "list", "itemType": "integer"}, "1,2", "1,2"),
    ({"type": "number", "groupChar": ".", "decimalChar": ","}, "1.234,5", 1234.5),
    ({"type": "number", "bareNumber": False}, "US$ 12.5 m", 12.5),
    ({"type": "integer", "bareNumber": False}, "12 %", 12),
    ({"type": "integer", "groupChar": " "}, "1 234 567", 1234567),
    ({"type": "boolean", "trueValues": ["Có"], "falseValues": ["Không"]}, "Có", True),
]  # fmt: skip


@pytest.mark.parametrize(("field", "text", "value"), READ)
def test_a_text_becomes_its_value(field: dict[str, Any], text: str, value: Any):
    assert values(field, text) == [value]


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: "-".join(map(str, column.keys.values())))
def test_what_is_exported_is_read_again_as_the_same_values(column: Column, tmp_path: Path):
    kind = column.keys.get("type", "string")
    schema = read_table_schema({"fields": [{"name": "x", **column.keys}, {"name": "n"}]}, "t")
    valid = [text for text in column.texts if _is_valid(schema, text)]
    checked = check_text(
        csv_text(dict(schema.descriptor), [[text, f"row {number}"] for number, text in enumerate(valid)]),
        schema,
    )
    assert checked.frame is not None and checked.frame.height == len(valid) > 0
    for name, write in WRITERS.items():
        write(checked.frame, schema, tmp_path / name)
    # A canonical file is in the default format of each type, whatever the sender's was.
    plain = {
        "name": "x",
        "type": kind,
        "format": column.keys.get("format", "default") if kind == "geopoint" else "default",
    }
    again = read_table_schema({"fields": [_plain(column, plain), {"name": "n"}]}, "t")
    frame = check_table(read_table(tmp_path / "csv", filename="t.csv", schema=again), again).frame
    assert frame is not None
    assert_frame_equal(frame, checked.frame)


def _plain(column: Column, plain: dict[str, Any]) -> dict[str, Any]:
    kept = ("arrayItem", "itemType", "delimiter", "dtts:publicContact")
    if column.keys.get("format") == "topojson":
        plain = plain | {"format": "topojson"}
    return plain | {key: column.keys[key] for key in kept if key in column.keys}


def _is_valid(schema: Any, text: str) -> bool:
    return check_text(csv_text(dict(schema.descriptor), [[text, "n"]]), schema).report.valid


def test_a_column_that_the_file_lacks_has_the_dtype_of_its_type():
    fields = [{"name": kind, "type": kind} for kind in DTYPES]
    schema = read_table_schema({"fields": [*fields, {"name": "n"}]}, "t")
    frame = check_text("n\na\n", schema).frame
    assert frame is not None
    assert {name: frame.schema[name] for name in DTYPES} == DTYPES


def test_a_spreadsheets_days_and_times_are_read_whatever_the_format(tmp_path: Path):
    fields = [
        {"name": "day", "type": "date", "format": "%m/%d/%Y"},
        {"name": "moment", "type": "datetime", "format": "%m/%d/%Y %H:%M"},
        {"name": "time", "type": "time", "format": "%H"},
        {"name": "midnight", "type": "datetime"},
        {"name": "year", "type": "year"},
    ]
    schema = read_table_schema({"fields": fields}, "t")
    workbook = openpyxl.Workbook()
    workbook.active.append([field["name"] for field in fields])
    moment = at(2025, 12, 31, 16, 30)
    workbook.active.append([moment.date(), moment, moment.time(), at(2025, 12, 31), 2025])
    workbook.save(tmp_path / "t.xlsx")
    checked = check_table(read_table(tmp_path / "t.xlsx", filename="t.xlsx", schema=schema), schema)
    assert checked.frame is not None
    assert checked.frame.row(0) == (moment.date(), moment, moment.time(), at(2025, 12, 31), 2025)


def test_moments_of_the_rarer_kind_are_named_and_limits_decide_before_numbers_do():
    texts = "x,n\n2025-01-01T10:00:00,a\n2025-01-01T10:00:00,b\n2025-01-01T10:00:00Z,c\n"
    field = {"name": "x", "type": "datetime"}
    plain = read_table_schema({"fields": [field, {"name": "n"}]})
    limited = read_table_schema(
        {"fields": [field | {"constraints": {"minimum": "2024-01-01T00:00:00Z"}}, {"name": "n"}]}
    )
    assert flat(check_text(texts, plain).report) == [("mixed-offsets", "x", "A4")]
    assert flat(check_text(texts, limited).report) == [
        ("mixed-offsets", "x", "A2"),
        ("mixed-offsets", "x", "A3"),
    ]


@pytest.mark.parametrize(
    ("schema", "text", "valid"),
    [
        ({"required": ["a"]}, '{"a": 1}', True),
        ({"required": ["a"]}, "{}", False),
        ({"properties": {"a": {"type": "integer", "minimum": 2}}}, '{"a": 1}', False),
        ({"maxProperties": 1}, '{"a": 1, "b": 2}', False),
    ],
)
def test_json_has_to_follow_its_columns_json_schema(schema: dict[str, Any], text: str, valid: bool):
    field = {"name": "x", "type": "object", "constraints": {"jsonSchema": schema}}
    found = check_text(csv_text({"fields": [field]}, [[text]]), read_table_schema({"fields": [field]}, "t"))
    assert flat(found.report) == ([] if valid else [("json-schema", "x", "A2")])


@pytest.mark.parametrize("schema", [{"type": "nothing"}, [], "object"])
def test_a_json_schema_that_is_none_is_misuse(schema: Any):
    field = {"name": "x", "type": "object", "constraints": {"jsonSchema": schema}}
    with pytest.raises(UsageError, match="jsonSchema"):
        check_text("x\n{}\n", read_table_schema({"fields": [field]}))


def test_a_reference_to_a_document_elsewhere_is_never_fetched():
    field = {
        "name": "x",
        "type": "object",
        "constraints": {"jsonSchema": {"$ref": "http://127.0.0.1:9/s.json"}},
    }
    with pytest.raises(UsageError, match=r"127\.0\.0\.1"):
        check_text("x\n{}\n", read_table_schema({"fields": [field]}))


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ({"type": "number", "groupChar": "."}, "groupChar"),
        ({"type": "list", "itemType": "geopoint"}, "geopoint"),
        ({"type": "string", "constraints": {"pattern": "("}}, "regular expression"),
        ({"type": "integer", "constraints": {"enum": ["a"]}}, "another type"),
        ({"type": "date", "constraints": {"minimum": "soon"}}, "another type"),
    ],
)
def test_a_field_that_asks_for_what_cannot_be_is_misuse(field: dict[str, Any], said: str):
    with pytest.raises(UsageError, match=said):
        check_text("x,n\n1,a\n", read_table_schema({"fields": [{"name": "x", **field}, {"name": "n"}]}))


WKT = [
    "POINT (1 2)", "POINT(1.5e3 -.2)", "POINT Z (1 2 3)", "POINTZM (1 2 3 4)", "POINT EMPTY", "point (1 2)",
    "LINESTRING (1 2, 3 4)", "POLYGON ((0 0, 1 0, 0 1, 0 0), (0 0, 1 0, 0 1, 0 0))", "POLYGON EMPTY",
    "MULTIPOINT ((1 2), (3 4))", "MULTIPOINT (1 2, 3 4)", "MULTIPOLYGON (((0 0, 1 0, 0 1, 0 0)))",
    "GEOMETRYCOLLECTION (POINT (1 2), GEOMETRYCOLLECTION (LINESTRING (1 2, 3 4)))", "GEOMETRYCOLLECTION EMPTY",
    "CURVEPOLYGON (CIRCULARSTRING (0 0, 1 1, 0 0), (0 0, 1 0, 0 0))", "TIN (((0 0, 1 0, 0 1, 0 0)))",
    "COMPOUNDCURVE ((0 0, 1 1), CIRCULARSTRING (1 1, 2 2, 3 1))", "MULTICURVE ((0 0, 1 1))",
]  # fmt: skip
NOT_WKT = [
    "", "POINT", "POINT ()", "POINT (1)", "POINT (1, 2)", "POINT (1 2 3 4 5)", "POINT (1 2) POINT (1 2)", "S",
    "POINT (a b)", "CIRCLE (1 2)", "POINT (1 2", "GEOMETRYCOLLECTION (S)", "POLYGON (0 0, 1 0)", "n n", "(1 2)",
]  # fmt: skip


def test_well_known_text_is_told_from_other_text():
    assert [text for text in WKT if not is_wkt(text)] == []
    assert [text for text in NOT_WKT if is_wkt(text)] == []


def test_wrong_shapes_are_named():
    field = {"name": "x", "type": "string", "format": "wkt"}
    schema = read_table_schema({"fields": [field, {"name": "n"}]}, "t")
    assert flat(check_text("x,n\nPOINT (1 2),a\nPOINT (1),b\n,c\n", schema).report) == [("type", "x", "A3")]


def test_equal_texts_are_read_once(monkeypatch: pytest.MonkeyPatch):
    from dtts.checks.types import patterns

    read = []
    one = patterns._read_one
    monkeypatch.setattr(patterns, "_read_one", lambda text, by: read.append(text) or one(text, by))
    days = pl.Series(["31 December 2025"] * 1000)
    assert patterns.read_pattern(days, "%d %B %Y").null_count() == 0
    assert read == ["31 December 2025"]
