"""How a column's numbers are read: one way for all rows, and a question where the figures do not tell."""

from __future__ import annotations

import polars as pl
import pytest

from core.builders import check_text, field, flat, make_schema
from dtts.checks.types.column import Raw
from dtts.checks.types.evidence import Evidence
from dtts.checks.types.numbers import parse_number
from dtts.tables import Answers

READ = [
    (["1234.5", "12.345"], [1234.5, 12.345]),
    (["1.234,5", "12.345"], [1234.5, 12345.0]),
    (["1.234.567", "12.345"], [1234567.0, 12345.0]),
    (["0,5", "1,234"], [0.5, 1.234]),
    (["12,25", "7"], [12.25, 7.0]),
    (["-1.234,5", "+2"], [-1234.5, 2.0]),
    (["1234", "5"], [1234.0, 5.0]),
    (["0.345", "12.345"], [0.345, 12.345]),
]


@pytest.mark.parametrize(("cells", "values"), READ)
def test_a_column_that_shows_its_decimal_sign_is_read(cells, values):
    frame = check_text(semicolons(cells), NUMBER).frame
    assert frame is not None and frame["a"].to_list() == values


ASKED = [
    (["12.345"], ["ambiguous-number"]),
    (["1,234", "7"], ["ambiguous-number"]),
    (["12.345", "100.000"], ["ambiguous-number", "ambiguous-number"]),
    (["1.234,5", "2.345,5", "1234.5"], ["mixed-numbers"]),
    (["1.234,5", "1.5", "12.345"], ["mixed-numbers", "ambiguous-number"]),
    (["1.23.4"], ["type"]),
    (["1,234,567"], ["type"]),
]


@pytest.mark.parametrize(("cells", "rules"), ASKED)
def test_a_column_that_does_not_is_asked_about(cells, rules):
    report = check_text(semicolons(cells), NUMBER).report
    assert sorted(fault.rule for fault in report.faults) == sorted(rules)


def test_the_question_names_both_readings():
    fault = check_text(semicolons(["12.345"]), NUMBER).report.faults[0]
    assert "12 nghìn 345 hay 12 phẩy 345" in fault.message["vi"]
    assert "12 thousand 345 or 12 point 345" in fault.message["en"]


@pytest.mark.parametrize(("decimal", "value"), [(".", 12.345), (",", 12345.0)])
def test_the_senders_answer_settles_it(decimal, value):
    frame = check_text(semicolons(["12.345"]), NUMBER, answers=Answers(decimal=decimal)).frame
    assert frame is not None and frame["a"].to_list() == [value]


def test_a_whole_number_with_a_dot_is_asked_about_too():
    schema = make_schema(field("a", "integer"), field("k"))
    assert flat(check_text("a;k\n12.345;x\n", schema).report) == [("ambiguous-number", "a", "A2")]


def test_one_cell_far_below_decides_for_the_first():
    text = "a;k\n" + "".join(f"12.345;{row}\n" for row in range(5000)) + "0,5;x\n"
    frame = check_text(text, NUMBER).frame
    assert frame is not None and frame["a"][0] == 12345.0


NUMBER = make_schema(field("a", "number"), field("k"))


def semicolons(cells: list[str]) -> str:
    return "a;k\n" + "".join(f"{cell};x\n" for cell in cells)


SHOWN = [
    (Evidence(comma=1), [12345.0, 7.0], []),
    (Evidence(point=1), [12.345, 7.0], []),
    (Evidence(comma=2, point=1), [None, 7.0], ["ambiguous-number"]),
    (Evidence(), [None, 7.0], ["ambiguous-number"]),
]


@pytest.mark.parametrize(("above", "values", "found"), SHOWN)
def test_rows_that_do_not_tell_are_read_by_what_the_rows_above_show(above, values, found):
    typed = parse_number(Raw(NUMBER.field("a"), pl.Series(["12.345", "7"]), above=above))
    assert typed.values.to_list() == values
    assert [one.rule for one in typed.found if one.mask.any()] == found
    assert typed.shown == Evidence(either=1)
