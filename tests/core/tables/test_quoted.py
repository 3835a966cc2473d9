"""Quoted text that Polars reads is what the standard library reads; what has no one reading is left to that."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtts.tables.delimited import _plain_frame
from dtts.tables.pieces import Piece
from dtts.tables.quoted import separators_outside

LINE = st.lists(
    st.sampled_from(
        ["a", "Đ", "", " ", '"', '""', '"a"', '"b, c"', '"d;e"', '"f ""g"""', '""""', 'h"i', "7,5", "'"]
    ),
    min_size=1,
    max_size=4,
)


def by_polars(text: str, delimiter: str, width: int) -> list[list[str]] | None:
    content = text.encode()
    lines = content.count(b"\n") + (not content.endswith(b"\n"))
    frame = _plain_frame(Piece(content, lines, 0), delimiter, width, odd=False)
    return None if frame is None else [[cell or "" for cell in row] for row in frame.iter_rows()]


def by_csv(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


@settings(max_examples=600, deadline=None)
@given(
    st.lists(LINE, min_size=1, max_size=3),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
    st.integers(2, 4),
)
def test_polars_reads_what_csv_reads_or_nothing(lines, delimiter, end, ended, width):
    text = end.join(delimiter.join(line) for line in lines) + end * ended
    found = by_polars(text, delimiter, width)
    assert found is None or found == by_csv(text, delimiter)


ROWS = st.lists(st.lists(st.text("aĐ\",; '", max_size=4), min_size=3, max_size=3), min_size=1, max_size=4)


@settings(max_examples=300, deadline=None)
@given(ROWS, st.sampled_from(",;"), st.sampled_from(["\n", "\r\n"]))
def test_regular_text_is_always_read_by_polars(rows, delimiter, end):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator=end).writerows(rows)
    assert by_polars(text.getvalue(), delimiter, 3) == rows


COUNTED = [
    ('1,"a",2\n3,"b, c",4\n', 4),
    ('"a ""b""",2\r\n"",4', 2),
    ('1,"a\nb",2\n', None),
    ('1,5"x, 3"y\n', None),
    ('1,"a"b,2\n', None),
    ('1, "a",2\n', None),
    ('"a,2\n', None),
]


@pytest.mark.parametrize(("text", "count"), COUNTED)
def test_separators_are_counted_where_the_marks_have_one_reading(text, count):
    assert separators_outside(text.encode(), ",") == count
