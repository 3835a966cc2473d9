"""Figures need their unit."""

from __future__ import annotations

import pytest

from core.builders import check_text, field, flat, make_schema
from dtts.catalogue import TableSchema, table_schema


def schema(**keys: object) -> TableSchema:
    check = {"id": "t", "kind": "unit-stated", "of": ["plan", "paid"], "unit": "unit"}
    own = (field("plan", "number"), field("paid", "number"), field("unit", **keys), field("note"))
    return make_schema(*own, **{"dtts:checks": [check]})


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("5;;triệu đồng;x", []),
        ("5;;;x", ["C2"]),
        (";7;;x", ["C2"]),
        (";;;x", []),
        ("0;;;x", ["C2"]),
    ],
)
def test_a_figure_without_its_unit_is_named_at_the_unit(row, cells):
    report = check_text(f"plan;paid;unit;note\n{row}\n", schema()).report
    assert [cell for _, _, cell in flat(report)] == cells


def test_a_table_without_a_column_of_units_says_so_at_its_figures():
    (fault,) = check_text("plan;note\n5;x\n", schema()).report.faults
    assert (fault.cell, fault.message["vi"]) == ("A2", "Ô A2: có số liệu (plan) nhưng chưa có đơn vị (unit)")


def test_a_unit_that_is_required_is_not_asked_for_twice():
    report = check_text("plan;paid;unit;note\n5;;;x\n", schema(required=True)).report
    assert flat(report) == [("required", "unit", "C2")]


def test_money_is_not_read_under_a_header_that_states_another_unit():
    facilities = table_schema("facilities")
    head = "Mã công trình;Kinh phí (tỷ đồng)\n"
    rules = {fault.rule for fault in check_text(f"{head}C1;5\n", facilities).report.faults}
    assert "extra-column" in rules
