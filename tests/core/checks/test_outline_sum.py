"""Headings of an outline and the lines below them."""

from __future__ import annotations

import pytest

from core.builders import check_text, field, flat, make_schema

LINES = [
    # level and figure of each line; the cells that are wrong
    ("0 10, 1 4, 1 6", []),
    ("0 11, 1 4, 1 6", ["C2"]),
    ("0 10, 1 4, 2 1, 2 3, 1 6, 2 2, 2 4", []),
    ("0 10, 1 4, 2 1, 2 2, 1 6, 2 2, 2 4", ["C3"]),
    ("0 10, 1 4, 1 -", []),  # an empty line is not zero
    ("0 10, 2 4, 2 5", []),  # no level may be skipped
    ("1 3, 2 1, 2 1, 1 5, 2 5", ["C2"]),
]


def report_on(lines: str, **keys: object):
    check = {
        "id": "t", "kind": "outline-sum", "of": "value", "level": "level", "order": "line", "within": ["year"],
        **keys,
    }  # fmt: skip
    schema = make_schema(
        field("year", "year"), field("level", "integer"), field("value", "number"), field("line", "integer"),
        **{"dtts:checks": [check]},
    )  # fmt: skip
    rows = [one.split() for one in lines.split(", ")]
    text = "year;level;value;line\n" + "".join(
        f"2013;{level};{value.replace('-', '')};{line}\n" for line, (level, value) in enumerate(rows)
    )
    return check_text(text, schema).report


@pytest.mark.parametrize(("lines", "cells"), LINES)
def test_a_heading_is_the_sum_of_the_lines_right_below_it(lines, cells):
    assert [cell for _, _, cell in flat(report_on(lines))] == cells


def test_the_order_is_that_of_the_lines_and_not_of_the_rows():
    schema = make_schema(
        field("year", "year"), field("level", "integer"), field("value", "number"), field("line", "integer"),
        **{"dtts:checks": [{"id": "t", "kind": "outline-sum", "of": "value", "level": "level", "order": "line",
                            "within": ["year"]}]},
    )  # fmt: skip
    text = "year;level;value;line\n2013;1;6;3\n2013;0;10;1\n2013;1;4;2\n"
    assert flat(check_text(text, schema).report) == []


def test_in_accounts_an_empty_line_may_be_declared_to_be_zero():
    (fault,) = report_on("0 10, 1 4, 1 -", missing="zero").faults
    assert fault.message["vi"] == "Ô C2: value “10” khác tổng 2 dòng ngay dưới nó: 4, lệch 6"


@pytest.mark.parametrize(("total", "cells"), [("10.06", []), ("10.07", ["C2"])])
def test_rounded_lines_may_differ_by_their_last_decimal(total, cells):
    report = report_on(f"0 {total}, 1 4.05, 1 6.0", tolerance="printed")
    assert [cell for _, _, cell in flat(report)] == cells
