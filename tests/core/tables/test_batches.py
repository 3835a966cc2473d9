"""A table read in batches is the table read at once, wherever the file is cut."""

from __future__ import annotations

import csv
import io
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.builders import field, make_schema, read_text, write_workbook
from dtts.errors import UnreadableFile
from dtts.tables import Table, delimited, grid, open_table, pieces, quoted, read_table
from dtts.tables.quoted import records_of_lines

SCHEMA = make_schema(field("code", required=True), field("name"), field("value", "number"))
LINES = st.sampled_from(
    [
        "07210,Đa Mai,1",
        "07211,Xương Giang,2.5",
        '07212,"Thọ, Xương",3',
        '07213,"hai\ndòng",4',
        '07214,"ba ""ngoặc"" kép",5',
        '07215,"a\n\nb\n"",c",6',
        '07219,5"x, 3"y,8',
        '07220,2" ống,9',
        "",
        ",,",
        "07216,quá,nhiều,ô",
        "07217,thiếu",
        ",Tổng cộng,9",
        "Ghi chú: số liệu sơ bộ,,",
        "code,name,value",
        "07218, có dấu cách ,7",
    ]
)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def read_in_pieces(text: str, size: int) -> Table:
    with (
        mock.patch.object(pieces, "PIECE_BYTES", size),
        mock.patch.object(pieces, "BYTES_AT_ONCE", max(1, size // 3)),
        mock.patch.object(quoted, "BYTES_AT_ONCE", max(1, size // 3)),
        mock.patch.object(delimited, "_BATCH", 2),
    ):
        return read_text(text, SCHEMA)


def read(text: str, size: int) -> object:
    """All that is read, or the fault for which it is not."""
    try:
        table = read_in_pieces(text, size)
    except UnreadableFile as refused:
        return refused.fault
    return table.frame.rows(), table.rows.to_list(), table.columns, sorted(table.groups, key=lambda g: g.rule)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=12), ENDS, st.booleans(), st.integers(1, 60))
def test_where_a_text_file_is_cut_changes_nothing(lines, end, ended, size):
    text = end.join(["code,name,value", *(line.replace("\n", end) for line in lines)]) + end * ended
    assert read(text, size) == read(text, 10_000_000)


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_a_quote_that_is_never_closed_is_named_by_its_line_wherever_the_file_is_cut(size):
    with pytest.raises(UnreadableFile) as refusal:
        read_in_pieces('code,name,value\n1,"a\nb",2\n3,"c,4\n5,d,6\n', size)
    assert "dòng 4" in refusal.value.fault.message["vi"]


def test_lines_without_quotes_are_plain_though_others_of_the_file_are_not(monkeypatch):
    asked = []
    monkeypatch.setattr(pieces, "PIECE_BYTES", 10)
    records = pieces.Pieces.records
    monkeypatch.setattr(
        pieces.Pieces, "records", lambda self, piece: asked.append(piece.content) or records(self, piece)
    )
    assert read_text('code,name,value\n07210,a,1\n07211,"b\nd",2\n07212,c,3\n', SCHEMA).frame.height == 3
    assert asked == [b'07211,"b\nd",2\n']


def test_blank_rows_before_a_batch_without_records_wait_for_the_next_record(tmp_path, monkeypatch):
    monkeypatch.setattr(grid, "_BATCH", 2)
    rows = [["code", "name", "value"], ["1", "a", 1], [None], [None], [None], [None], ["2", "b", 2], [None]]
    path = write_workbook(tmp_path / "t.xlsx", {"S": rows})
    table = read_table(path, filename="t.xlsx", schema=SCHEMA)
    assert [(group.rule, group.count) for group in table.groups] == [("blank-row", 4)]
    assert [fault.row for fault in table.groups[0].faults] == [3, 4, 5, 6]


def test_a_table_can_be_walked_again(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("code,name,value\n1,a,1\n2,b,2\n", encoding="utf-8")
    with open_table(path, filename="t.csv", schema=SCHEMA) as batches:
        first, again = ([part.frame.rows() for part in batches()] for _ in range(2))
    assert first == again == [[("1", "a", "1"), ("2", "b", "2")], []]


TOGETHER = [
    ('1,"a",2\n3,"b, c",4\n', [["1", "a", "2"], ["3", "b, c", "4"]]),
    ('1,"a ""b""",2\r\n3,,4', [["1", 'a "b"', "2"], ["3", "", "4"]]),
    ('1,"a\nb",2\n', None),
    ('1,"a,2\n3,b",4\n', None),
    ('1,5"x, 3"y\n', None),
    ('1,"a"b,2\n', None),
    ('1,"a",2\n\n3,"b",4\n', None),
]


@pytest.mark.parametrize(("text", "records"), TOGETHER)
def test_lines_are_read_together_only_where_each_is_a_record_for_certain(text, records):
    assert records_of_lines(text, ",") == records


WRITTEN = st.lists(st.text('ab",\n ', max_size=4), min_size=2, max_size=3)


@settings(max_examples=300, deadline=None)
@given(st.lists(WRITTEN, min_size=1, max_size=4))
def test_lines_that_are_read_together_are_what_was_written(rows):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    records = records_of_lines(text.getvalue(), ",")
    assert (
        records == rows if not any("\n" in cell for row in rows for cell in row) else records in (None, rows)
    )
