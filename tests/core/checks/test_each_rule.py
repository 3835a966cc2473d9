"""One table of bad values: what a column may ask for, what people write, what they are told."""

from __future__ import annotations

import pytest

from core.builders import check_text, field, flat, make_schema

CELLS = [
    # field, cells of its column from row 2, the faults
    (field("a", required=True), ["x", ""], [("required", "A3")]),
    (field("a", pattern=r"\d{5}"), ["07210", "x", "721000"], [("pattern", "A3"), ("pattern", "A4")]),
    (field("a", pattern=r"\d{5}"), ["7210", "210"], [("leading-zero", "A2"), ("leading-zero", "A3")]),
    (field("a", pattern=r"a|b"), ["a", "b", "ab"], [("pattern", "A4")]),
    (field("a", enum=["xã", "phường"]), ["xã", "Xã", "thị xã"], [("enum-spelling", "A3"), ("enum", "A4")]),
    (field("a", minLength=2, maxLength=3), ["ab", "Đ", "abcd"], [("min-length", "A3"), ("max-length", "A4")]),
    (
        field("a", "integer"),
        ["1", "-7", "1.0", "một", "9223372036854775808"],
        [("number-form", "A4"), ("type", "A5"), ("type", "A6")],
    ),
    (
        field("a", "integer", minimum=0, maximum=9),
        ["0", "9", "-1", "10"],
        [("minimum", "A4"), ("maximum", "A5")],
    ),
    (field("a", "integer", enum=[1, 2]), ["1", "3"], [("enum", "A3")]),
    (
        field("a", "number"),
        ["1.5", "-2", "1e3", "NaN", "INF", "1 000"],
        [("type", "A5"), ("type", "A6"), ("number-form", "A7")],
    ),
    (field("a", "number"), ["1234567890.12345", "1234567890.123456"], [("number-precision", "A3")]),
    (field("a", "number", minimum=0.5), ["0.5", "0.4"], [("minimum", "A3")]),
    (field("a", "boolean"), ["true", "FALSE", "1", "có"], [("boolean-spelling", "A5")]),
    (field("a", "boolean", trueValues=["Có"], falseValues=["Không"]), ["Có", "x"], [("type", "A3")]),
    (
        field("a", "date"),
        ["2025-12-31", "31/12/2025", "1/7/2025", "31/13/2025", "2025-02-30", "2025"],
        [("type", f"A{row}") for row in (5, 6, 7)],
    ),
    (
        field("a", "date"),
        ["9/12/2023", "9/13/2023", "9/9/2023", "2023-12-09"],
        [("ambiguous-date", "A2"), ("type", "A3")],
    ),
    (field("a", "date", maximum="2025-06-30"), ["2025-06-30", "01/07/2025"], [("maximum", "A3")]),
    (field("a", "year"), ["2025", "25", "20255"], [("type", "A3"), ("type", "A4")]),
    (field("a", "year", minimum=2000), ["1999", "2000"], [("minimum", "A2")]),
    (field("a", unique=True), ["x", "y", "x", "", ""], [("unique", "A4")]),
]


@pytest.mark.parametrize(("column", "cells", "expected"), CELLS)
def test_a_cell_is_named_with_the_rule_it_breaks(column, cells, expected):
    # The second column keeps rows with an empty first cell from being blank.
    text = "a,k\n" + "".join(f"{cell},{row}\n" for row, cell in enumerate(cells))
    report = check_text(text, make_schema(column, field("k"))).report
    assert flat(report) == [(rule, "a", cell) for rule, cell in expected]


def test_a_lost_zero_is_proposed_and_never_put_back_in_silence():
    checked = check_text("a\n7210\n", make_schema(field("a", pattern=r"\d{5}")))
    assert (checked.report.faults[0].proposed, checked.frame) == ("07210", None)


def test_a_place_that_lost_its_zero_keeps_its_epoch():
    schema = make_schema(field("a", pattern=r"\d{5}@since-2025-07"))
    fault = check_text("a\n7210@since-2025-07\n", schema).report.faults[0]
    assert fault.proposed == "07210@since-2025-07"


def test_words_for_missing_are_missing():
    schema = make_schema(field("a", "number", required=True), field("b"), missingValues=["", "…"])
    assert flat(check_text("a,b\n…,x\n1,y\n", schema).report) == [("required", "a", "A2")]


def test_a_row_of_nothing_but_words_for_missing_is_said_once():
    schema = make_schema(field("a", "number", required=True), field("b"), missingValues=["", "…"])
    assert flat(check_text("a,b\n…,…\n1,y\n", schema).report) == [("no-values", None, "row 2")]


def test_a_wrong_type_is_not_called_missing_too():
    schema = make_schema(field("a", "integer", required=True))
    assert flat(check_text("a\nmột\n", schema).report) == [("type", "a", "A2")]


@pytest.mark.parametrize(("kind", "text", "cut"), [
    ("string", "a" * 255, True), ("string", "a" * 254, False), ("string", "ẵ" * 255, True),
    ("integer", "2147483647", True), ("integer", "2147483646", False),
])  # fmt: skip
def test_a_value_that_ends_where_programs_cut_is_a_warning(kind, text, cut):
    report = check_text(f"a,b\n{text},x\n", make_schema(field("a", kind), field("b"))).report
    assert report.valid and flat(report) == ([("truncated-value", "a", "A2")] if cut else [])
