"""Numbers of rows that are true: counted as the database takes them, told while the work is under way."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from ckan import model
from hypothesis import given
from hypothesis import strategies as st

from ckanext.dtts.model import Submission
from ckanext.dtts.road import stages
from ckanext.dtts.road.advance import Counted, loading
from glue.road.people import People
from glue.road.points import points

Work = Callable[..., int]
CELLS = st.text(st.sampled_from(["a", "\n", '"', ",", "\r", "ệ"]), max_size=6)


@given(rows=st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=8), size=st.integers(1, 9))
def test_rows_are_counted_as_csv_has_them_however_they_come(rows: list[list[str]], size: int) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([["x", "y"], *rows])
    told: list[int] = [0]
    counted = Counted(io.BytesIO(text.getvalue().encode()), told.append)
    while counted.read(size):
        pass
    assert told == sorted(told)
    assert told[-1] == len(rows)


@pytest.mark.parametrize(
    ("state", "stage", "rows", "vi", "en"),
    [
        ("checking", "read", None, "Đang đọc tệp.", "Reading the file."),
        ("checking", "check", None, "Đang kiểm tra từng ô.", "Checking every cell."),
        ("checking", "check", 120_000, "đã kiểm 120.000 dòng", "120,000 rows are checked"),
        ("checking", "write", 120_000, "Đã kiểm 120.000 dòng", "120,000 rows are checked"),
        ("scheduled", "load", 5_000, "đã nạp 5.000 trong 120.000 dòng", "5,000 of 120,000 rows"),
        ("scheduled", "index", 120_000, "Đã nạp 120.000 dòng; đang lập chỉ mục.", "making the index"),
        ("scheduled", "checked", 120_000, "Đã duyệt, đang chờ công bố.", "Approved; publication follows."),
        ("invalid", "checked", 120_000, "Tệp có lỗi", "The file has faults"),
    ],
)
def test_the_sentence_says_how_many_rows_are_done(
    state: str, stage: str, rows: int | None, vi: str, en: str
) -> None:
    told = stages.message(state, stage, rows, 120_000)
    assert vi in told["vi"]
    assert en in told["en"]


def test_what_is_told_while_rows_are_loaded_is_there_for_others(
    people: People, facility: dict[str, Any]
) -> None:
    sent = people.submits(points("00001"), facility)
    for rows, stage in ((4, "load"), (10, "index")):
        loading(model.Session.get_one(Submission, sent["id"]), 10)(rows)
        seen = people.sees(sent)["progress"]
        assert (seen["rows"], seen["stage"]) == (rows, stage)


def test_a_checked_file_keeps_how_many_rows_it_had(
    people: People, facility: dict[str, Any], work: Work
) -> None:
    sent = people.submits(points("00001", "00002"), facility)
    work()
    model.Session.remove()
    assert model.Session.get_one(Submission, sent["id"]).progress_rows == 2
