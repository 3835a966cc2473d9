"""A table checked in batches has the report of the table checked at once, whatever is in it."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from unittest import mock

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.builders import field, make_schema, no_keys, write_workbook
from core.checks.oracle import csv_text
from core.checks.oracle_tables import tables
from dtts.catalogue import read_table_schema
from dtts.checks import CheckedBatches, check_batches, scratch
from dtts.errors import UnreadableFile
from dtts.report import Fault, Report
from dtts.tables import delimited, grid, open_table, pieces

SCHEMA = make_schema(
    field("code", required=True, pattern=r"\d{5}"),
    field("name", enum=["Đa Mai", "Thọ, Xương", "hai\ndòng"]),
    field("plan", "number", minimum=0),
    field("count", "integer", unique=True),
    field("above"),
    primaryKey=["code", "name"],
    foreignKeys=[{"fields": "above", "reference": {"resource": "", "fields": "code"}}],
    missingValues=["", "…"],
    **{
        "dtts:rowChecks": [
            {
                "id": "not-more",
                "kind": "less-or-equal",
                "left": "count",
                "right": "plan",
                "message": "Số lượng không quá kế hoạch",
                "message_en": "The count is not above the plan",
            }
        ]
    },
)
NO_KEY = make_schema(field("code"), field("name"), field("plan", "number"), field("count"), field("above"))
HEADER = "code;name;plan;count;above\n"
ROWS = st.tuples(
    st.sampled_from(["07210", "07211", "7210", "", "x", "tổng cộng"]),
    st.sampled_from(["Đa Mai", '"Thọ, Xương"', '"hai\ndòng"', "", "Khác", "a\u200bb"]),
    st.sampled_from(["1", "1.5", "1,5", "12.345", "1.234,5", "", "…", "sai", "-3", "1e3", "9" * 16]),
    st.sampled_from(["1", "2", "3", "007", "", "sai", "1.5", "1,5"]),
    st.sampled_from(["07210", "07299", "", "7210"]),
)
LINES = st.one_of(
    ROWS.map(";".join),
    ROWS.map(";".join),
    st.sampled_from(["", ";;;;", "thiếu;ô", "quá;nhiều;ô;ở;đây;này", HEADER[:-1], "Ghi chú: tạm;;;;"]),
)


def check(text: str, schema, piece: int, batch: int, folder: str) -> CheckedBatches | Fault:
    path = Path(folder) / "t.csv"
    path.write_text(text, encoding="utf-8")
    with (
        mock.patch.object(pieces, "PIECE_BYTES", piece),
        mock.patch.object(delimited, "_BATCH", batch),
        open_table(path, filename="t.csv", schema=schema) as batches,
    ):
        return check_batches(batches, schema, keys=no_keys, scratch=Path(folder))


def verdict(text: str, schema, piece: int = 10**7, batch: int = 10**5) -> object:
    """All that a check gives: the report and the values, or the fault for which the file is not read."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            checked = check(text, schema, piece, batch, folder)
        except UnreadableFile as refused:
            return refused.fault
        rows = pl.concat(checked.values).collect().rows() if checked.values else None
        return checked.report.to_dict(), rows


@settings(max_examples=50, deadline=None)
@given(
    st.lists(LINES, min_size=1, max_size=16),
    st.sampled_from([SCHEMA, NO_KEY]),
    st.integers(1, 90),
    st.integers(1, 7),
)
def test_the_size_of_the_batches_changes_nothing(lines, schema, piece, batch):
    text = HEADER + "\n".join(lines) + "\n"
    assert verdict(text, schema, piece, batch) == verdict(text, schema)


NUMBERS = make_schema(field("a", "number"), field("b"))
SHOWN_LATE = [
    (["12.345;x", "7;y", "1,5;z"], [12345.0, 7.0, 1.5]),
    (["12.345;x", "7;y", "0.5;z"], [12.345, 7.0, 0.5]),
    (["7;x", "8;y", "1.234.567;z"], [7.0, 8.0, 1234567.0]),
]


@pytest.mark.parametrize(("lines", "values"), SHOWN_LATE)
def test_a_decimal_sign_that_only_the_last_row_shows_counts_for_the_first(lines, values):
    report, rows = verdict("a;b\n" + "\n".join(lines) + "\n", NUMBERS, 1)
    assert (report["valid"], [row[0] for row in rows]) == (True, values)


def test_what_is_wrong_with_a_mixed_column_is_decided_over_all_rows():
    text = "a;b\n1.5;x\n2.5;y\n1,5;z\n2,5;z\n3,5;z\n"
    report, _ = verdict(text, NUMBERS, 1)
    assert [(fault["rule"], fault["cell"]) for fault in report["faults"]] == [
        ("mixed-numbers", "A2"),
        ("mixed-numbers", "A3"),
    ]


KEYED = make_schema(field("a"), field("b", "integer"), primaryKey=["a"])


@pytest.mark.parametrize("at_once", [3, 1000])
def test_the_first_of_many_repeated_keys_are_named_however_many_are_compared_at_once(at_once, monkeypatch):
    monkeypatch.setattr(scratch, "_ROWS_AT_ONCE", at_once)
    text = "a;b\n" + "".join(f"{row % 40};{row}\n" for row in range(90))
    report, _ = verdict(text, KEYED, 20)
    assert report["counts"]["error"] == 50
    assert [fault["row"] for fault in report["faults"]] == list(range(42, 92))
    assert "dòng 2" in report["faults"][0]["message"]["vi"]


def test_a_valid_table_of_many_batches_leaves_one_of_them_in_memory_at_most(tmp_path):
    text = "a;b\n" + "".join(f"{row};{row}\n" for row in range(30))
    checked = check(text, KEYED, 20, 5, str(tmp_path))
    assert isinstance(checked.report, Report) and checked.report.valid
    assert len(list(tmp_path.glob("*.arrow"))) > 5
    assert checked.values is not None
    assert pl.concat(checked.values).collect()["b"].to_list() == list(range(30))


@settings(max_examples=100, deadline=None)
@given(tables(), st.integers(1, 90), st.integers(1, 7))
def test_the_size_of_the_batches_changes_nothing_for_any_type(table, piece, batch):
    descriptor, rows = table
    text, schema = csv_text(descriptor, rows), read_table_schema(descriptor, "t")
    assert verdict(text, schema, piece, batch) == verdict(text, schema)


MOMENTS = read_table_schema({"fields": [{"name": "a", "type": "datetime"}, {"name": "b"}]}, "t")


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["", "2025-01-01T10:00:00Z", "", "2025-01-01T10:00:00+07:00"], []),
        (["2025-01-01T10:00:00", "2025-01-01T10:00:00Z", "2025-01-02T10:00:00Z"], ["A2"]),
        (["2025-01-01T10:00:00Z", "2025-01-01T10:00:00", "2025-01-02T10:00:00"], ["A2"]),
    ],
)
def test_how_moments_are_written_is_decided_over_all_rows(cells, found):
    text = "a,b\n" + "".join(f"{cell},{row}\n" for row, cell in enumerate(cells))
    report, rows = verdict(text, MOMENTS, 1, 1)
    assert [fault["cell"] for fault in report["faults"]] == found
    assert (report, rows) == verdict(text, MOMENTS)


WORKBOOK = make_schema(
    field("code", required=True),
    field("plan", "number", minimum=0),
    field("day", "date"),
    primaryKey=["code"],
)
CELLS = st.tuples(
    st.sampled_from(["07210", "07211", 7210, None, "Tổng cộng"]),
    st.sampled_from([1, 2.5, "1,5", "12.345", "sai", None, -3, dt.date(2025, 7, 1)]),
    st.sampled_from([dt.date(2025, 7, 1), 45839, "31/12/2025", "ngày mai", None, True]),
)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.one_of(CELLS, st.just((None, None, None))), min_size=1, max_size=12), st.integers(1, 4))
def test_the_size_of_the_batches_changes_nothing_in_a_workbook(rows, size):
    with tempfile.TemporaryDirectory() as folder:
        path = write_workbook(Path(folder) / "t.xlsx", {"S": [["code", "plan", "day"], *rows]})
        found = []
        for batch in (size, 1000):
            with (
                mock.patch.object(grid, "_BATCH", batch),
                open_table(path, filename="t.xlsx", schema=WORKBOOK) as batches,
            ):
                checked = check_batches(batches, WORKBOOK, keys=no_keys, scratch=Path(folder))
                values = pl.concat(checked.values).collect().rows() if checked.values else None
                found.append((checked.report.to_dict(), values))
    assert found[0] == found[1]
