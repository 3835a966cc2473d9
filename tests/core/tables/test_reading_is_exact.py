"""Any table that is written as CSV is read back cell by cell, or a fault says why not: never read as something else."""

from __future__ import annotations

import csv
import io
import os
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.builders import field, make_schema, read_text
from dtts.errors import UnreadableFile
from dtts.tables import grid

CELLS = st.text(
    st.one_of(
        st.sampled_from("\"',;\t|\n\r =-.0123456789aĐđờ\u0301"),
        st.characters(exclude_categories=["Cs", "Cc"]),
    ),
    max_size=6,
)
SCHEMA = make_schema(field("code"), field("tên xã"), field("value"))


@st.composite
def files(draw: st.DrawFn) -> tuple[list[list[str]], str]:
    rows = draw(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8))
    delimiter = draw(st.sampled_from(",;\t|"))
    quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    text = io.StringIO()
    line_end = draw(st.sampled_from(["\n", "\r\n"]))
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator=line_end)
    writer.writerows([["code", "tên xã", "value"], *rows])
    return rows, text.getvalue()


@settings(max_examples=int(os.environ.get("DTTS_READ_FILES", "200")), deadline=None)
@given(files())
def test_what_was_written_is_what_is_read(file):
    rows, text = file
    try:
        table = read_text(text, SCHEMA)
    except UnreadableFile:
        return
    if any(group.severity == "error" for group in table.groups):
        return
    assert [list(row) for row in table.frame.iter_rows()] == kept(rows)


@settings(max_examples=500, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.floats(allow_nan=False),
            st.decimals(-(10**9), 10**9, places=4).map(float),
            st.sampled_from([0.1 + 0.2, 1e-4, 9.99e-5, 1e15, 0.1234567890123456, -123456789012.345]),
            st.none(),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_a_column_of_numbers_has_the_text_of_each(numbers):
    text, kinds = grid._column(numbers)
    assert text.to_list() == [None if number is None else grid.number_text(number) for number in numbers]
    assert kinds.to_list() == [grid.cell_text(number)[1] for number in numbers]


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_are_too_odd_for_an_answer(content):
    try:
        read_text(content, SCHEMA)
    except UnreadableFile as refused:
        assert refused.fault.message["vi"]


def kept(rows: list[list[str]]) -> list[list[str | None]]:
    """The cells as text is kept: NFC, trimmed, empty as nothing."""
    clean = [[unicodedata.normalize("NFC", cell).strip() or None for cell in row] for row in rows]
    return [row for row in clean if any(row)]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1.044e15, "1044000000000000"),
        (-1.5e16, "-15000000000000000"),
        (1e15, "1000000000000000"),
        (2.0**53, "9.00719925474099e+15"),
        (1e18, "1e+18"),
    ],
)
def test_a_round_figure_is_written_out_and_a_longer_one_keeps_the_digits_that_excel_shows(number, text):
    assert grid.number_text(number) == text
