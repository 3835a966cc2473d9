"""Agreements inside a row, as schemas declare them."""

from __future__ import annotations

import pytest

from core.builders import check_text, field, flat, make_schema
from dtts.errors import UsageError

KINDS = [
    ({"kind": "less-or-equal", "left": "a", "right": "b"}, ["1,2", "2,2", "3,2", ",2"], ["A4"]),
    ({"kind": "required-by", "field": "a", "by": "b", "values": [1, 2]}, ["5,1", ",1", ",3"], ["A3"]),
    ({"kind": "empty-by", "field": "a", "by": "b", "values": [1]}, [",1", "5,1", "5,2"], ["A3"]),
    (
        {"kind": "pattern-by", "field": "a", "by": "b", "patterns": {"1": "\\d", "2": "\\d\\d"}},
        ["1,1", "11,1", "1,2", "1,3"],
        ["A3", "A4"],
    ),
    (
        {"kind": "percent-of", "field": "a", "numerator": "b", "denominator": "c", "tolerance": 0.5},
        ["50,1,2", "50.4,1,2", "60,1,2", "1,1,0"],
        ["A4"],
    ),
    (
        {"kind": "range-by", "field": "a", "by": "b", "ranges": {"1": [0, 100]}},
        ["100,1", "100.1,1", "-1,1", "101,2", ",1"],
        ["A3", "A4"],
    ),
    (
        {"kind": "any-of", "conditions": [{"field": "a", "minimum": 1}, {"field": "b", "in": [3]}]},
        ["1,1", "0,3", "0,1", ",1", "0,"],
        ["A4"],
    ),
    ({"kind": "sum-of", "total": "a", "parts": ["b", "c"]}, ["3,1,2", "4,1,2", "1,1,", "9,,"], ["A3"]),
]


@pytest.mark.parametrize(("declared", "rows", "cells"), KINDS)
def test_a_row_that_disagrees_is_shown_at_its_first_cell(declared, rows, cells):
    a_type = "string" if "patterns" in declared else "number"
    check = {"id": "t", "message": "Không khớp.", "message_en": "They disagree.", **declared}
    schema = make_schema(
        field("a", a_type), field("b", "integer"), field("c", "number"), **{"dtts:rowChecks": [check]}
    )
    text = "a,b,c\n" + "".join(row + "," * (2 - row.count(",")) + "\n" for row in rows)
    assert [cell for _, _, cell in flat(check_text(text, schema).report)] == cells


def test_a_place_must_agree_with_its_code_and_epoch():
    check = {
        "id": "t",
        "kind": "area-id",
        "area": "a",
        "code": "b",
        "epoch": "c",
        "message": "m",
        "message_en": "m",
    }
    schema = make_schema(field("a"), field("b"), field("c"), **{"dtts:rowChecks": [check]})
    text = "a,b,c\n24@since-2025-07,24,since-2025-07\n24@since-2025-07,25,since-2025-07\n"
    assert flat(check_text(text, schema).report) == [("row-check:t", "a", "A3")]


ORDER = {
    "id": "order",
    "kind": "less-or-equal",
    "left": "a",
    "right": "b",
    "message": "Đầu sau cuối.",
    "message_en": "Start after end.",
}


def test_the_sentence_shows_the_cells_that_disagree():
    schema = make_schema(
        field("a", "date", title="Từ ngày"),
        field("b", "date", title="Đến ngày"),
        **{"dtts:rowChecks": [ORDER]},
    )
    fault = check_text("a,b\n2025-07-02,2025-07-01\n", schema).report.faults[0]
    assert fault.message["vi"] == "Ô A2: đầu sau cuối (Từ ngày: 2025-07-02; Đến ngày: 2025-07-01)"


def test_a_warning_does_not_make_a_table_invalid():
    schema = make_schema(
        field("a", "integer"), field("b", "integer"), **{"dtts:rowChecks": [ORDER | {"severity": "warning"}]}
    )
    report = check_text("a,b\n2,1\n", schema).report
    assert (report.valid, report.counts) == (True, {"error": 0, "warning": 1})


def test_a_cell_that_is_wrong_by_itself_is_not_compared_as_well():
    schema = make_schema(
        field("a", "integer", maximum=5), field("b", "integer"), **{"dtts:rowChecks": [ORDER]}
    )
    assert flat(check_text("a,b\n9,1\n", schema).report) == [("maximum", "a", "A2")]


def test_an_optional_column_that_the_file_lacks_counts_as_empty():
    check = ORDER | {"kind": "required-by", "field": "a", "by": "b", "values": ["1"]}
    schema = make_schema(field("a"), field("b"), **{"dtts:rowChecks": [check]})
    assert flat(check_text("b\n1\n", schema).report) == [("row-check:order", "a", "row 2")]


def test_a_kind_that_does_not_exist_is_said_with_those_that_do():
    schema = make_schema(field("a"), **{"dtts:rowChecks": [ORDER | {"kind": "sums"}]})
    with pytest.raises(UsageError, match="less-or-equal"):
        check_text("a\n1\n", schema)
